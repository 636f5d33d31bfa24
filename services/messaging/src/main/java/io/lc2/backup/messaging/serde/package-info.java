/** Carries generated Avro records across Kafka in Confluent's wire format. */
@NullMarked
package io.lc2.backup.messaging.serde;

import org.jspecify.annotations.NullMarked;
