/** The rows of policies: written by the projection, read for lists and details. */
@NullMarked
package io.lc2.backup.catalog.policies;

import org.jspecify.annotations.NullMarked;
