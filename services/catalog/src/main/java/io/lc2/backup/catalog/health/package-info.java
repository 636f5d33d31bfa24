/** What live and ready mean, and the names of the metrics. */
@NullMarked
package io.lc2.backup.catalog.health;

import org.jspecify.annotations.NullMarked;
