/** Copies the log into object storage beside the backups, so that a lost Kafka can be rebuilt. */
@NullMarked
package io.lc2.backup.catalog.archive;

import org.jspecify.annotations.NullMarked;
