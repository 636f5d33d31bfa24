/** What the catalog keeps of each operation: one entry per operation, from the wish to the end. */
@NullMarked
package io.lc2.backup.domain.catalog;

import org.jspecify.annotations.NullMarked;
