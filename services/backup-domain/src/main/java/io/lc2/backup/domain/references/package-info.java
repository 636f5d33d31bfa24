/** Where the rows of an application say its files are: as data, and as the keys that follow from it. */
@NullMarked
package io.lc2.backup.domain.references;

import org.jspecify.annotations.NullMarked;
