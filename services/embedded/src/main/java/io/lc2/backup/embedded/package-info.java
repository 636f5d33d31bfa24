/** The real servers LC2 Backup needs — Kafka, schema registry, PostgreSQL, S3 — on one machine, without containers. */
@NullMarked
package io.lc2.backup.embedded;

import org.jspecify.annotations.NullMarked;
