/** Drops what the catalog knows, replays the log, and compares. */
@NullMarked
package io.lc2.backup.catalog.rebuild;

import org.jspecify.annotations.NullMarked;
