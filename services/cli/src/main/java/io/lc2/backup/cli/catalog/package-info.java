/** The verbs about the catalog as a whole. */
@NullMarked
package io.lc2.backup.cli.catalog;

import org.jspecify.annotations.NullMarked;
