/** Talks to a schema registry over Confluent's REST API, whoever makes the registry. */
@NullMarked
package io.lc2.backup.messaging.registry;

import org.jspecify.annotations.NullMarked;
