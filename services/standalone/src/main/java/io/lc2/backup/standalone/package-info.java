/** The whole platform in one process: what {@code ./lc2 demo}, {@code up} and {@code down} run. */
@NullMarked
package io.lc2.backup.standalone;

import org.jspecify.annotations.NullMarked;
