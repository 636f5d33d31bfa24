/** The topology that folds the log into the store, its life, and reading one entry from it. */
@NullMarked
package io.lc2.backup.catalog.fold;

import org.jspecify.annotations.NullMarked;
