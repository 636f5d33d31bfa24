/** Processes that can be killed, frozen and brought back. */
@NullMarked
package io.lc2.backup.chaos.process;

import org.jspecify.annotations.NullMarked;
