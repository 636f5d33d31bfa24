/** The executor's loop: a topology that decides and writes, and never does anything itself. */
@NullMarked
package io.lc2.backup.executor.streams;

import org.jspecify.annotations.NullMarked;
