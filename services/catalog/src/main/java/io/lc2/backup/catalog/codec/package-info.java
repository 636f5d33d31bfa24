/** Bytes on the log to what the catalog works with, and back. */
@NullMarked
package io.lc2.backup.catalog.codec;

import org.jspecify.annotations.NullMarked;
