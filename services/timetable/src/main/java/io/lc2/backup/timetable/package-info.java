/** Cron expressions as due times in the zones of the world, clock changes included. */
@NullMarked
package io.lc2.backup.timetable;

import org.jspecify.annotations.NullMarked;
