/** The steps of plans, written once on top of what providers implement. */
@NullMarked
package io.lc2.backup.executor.steps;

import org.jspecify.annotations.NullMarked;
