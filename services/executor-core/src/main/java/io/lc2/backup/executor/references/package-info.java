/** Keys that rows refer to, kept beside a dump in their order: written while it is taken, read to compare. */
@NullMarked
package io.lc2.backup.executor.references;

import org.jspecify.annotations.NullMarked;
