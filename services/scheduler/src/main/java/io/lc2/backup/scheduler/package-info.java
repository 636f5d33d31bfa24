/** The scheduler service: settings, wiring and health. */
@NullMarked
package io.lc2.backup.scheduler;

import org.jspecify.annotations.NullMarked;
