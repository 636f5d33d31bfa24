package io.lc2.backup.catalog.rest;

/** All that is known of one operation, as JSON. */
sealed interface EntryDetails permits BackupDetails, RestoreDetails, OperationDetails {}
