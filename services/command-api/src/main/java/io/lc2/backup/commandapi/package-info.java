/** The command API: REST in, commands on Kafka out; answers only what the log has acknowledged. */
@NullMarked
package io.lc2.backup.commandapi;

import org.jspecify.annotations.NullMarked;
