/** What is asked of the platform, and what it answered. */
@NullMarked
package io.lc2.backup.chaos.workload;

import org.jspecify.annotations.NullMarked;
