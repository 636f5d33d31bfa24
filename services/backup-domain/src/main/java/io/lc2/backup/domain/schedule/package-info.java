/** Schedules: which due times of a policy become a run, and why the others do not. */
@NullMarked
package io.lc2.backup.domain.schedule;

import org.jspecify.annotations.NullMarked;
