/** The loop of an executor as a running thing: Kafka Streams, workers and reports with their settings and life cycle. */
@NullMarked
package io.lc2.backup.executor.runtime;

import org.jspecify.annotations.NullMarked;
