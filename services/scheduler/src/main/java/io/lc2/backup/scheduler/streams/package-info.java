/** The topology: policies and their due times in, commands and what became of due times out. */
@NullMarked
package io.lc2.backup.scheduler.streams;

import org.jspecify.annotations.NullMarked;
