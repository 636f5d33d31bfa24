/** The log side: commands to Kafka, and whether Kafka and the schema registry can be reached. */
@NullMarked
package io.lc2.backup.commandapi.kafka;

import org.jspecify.annotations.NullMarked;
