/** Runs the attempts of steps, each on a virtual thread, and tells the loop how they fare. */
@NullMarked
package io.lc2.backup.executor.worker;

import org.jspecify.annotations.NullMarked;
