/** The scheduler as a running thing: Kafka Streams with its settings and life cycle. */
@NullMarked
package io.lc2.backup.scheduler.runtime;

import org.jspecify.annotations.NullMarked;
