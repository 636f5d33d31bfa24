/** What can be broken, and when. */
@NullMarked
package io.lc2.backup.chaos.fault;

import org.jspecify.annotations.NullMarked;
