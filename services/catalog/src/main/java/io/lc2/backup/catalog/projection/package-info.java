/** Copies entries and events into PostgreSQL, each record exactly once. */
@NullMarked
package io.lc2.backup.catalog.projection;

import org.jspecify.annotations.NullMarked;
