/** Answers questions: one entry from the store or PostgreSQL, lists and events from PostgreSQL. */
@NullMarked
package io.lc2.backup.catalog.reading;

import org.jspecify.annotations.NullMarked;
