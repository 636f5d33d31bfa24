/** A sample backed up, restored elsewhere and compared, told step by step. */
@NullMarked
package io.lc2.backup.standalone.demo;

import org.jspecify.annotations.NullMarked;
