/** Many seeded lives of the executor's loop in one process, without Kafka: virtual time, faults, invariants. */
@NullMarked
package io.lc2.backup.testkit.simulation;

import org.jspecify.annotations.NullMarked;
