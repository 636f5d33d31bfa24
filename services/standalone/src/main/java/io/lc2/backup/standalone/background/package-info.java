/** Keeps the platform running in a process of its own, on a data directory that outlives it. */
@NullMarked
package io.lc2.backup.standalone.background;

import org.jspecify.annotations.NullMarked;
