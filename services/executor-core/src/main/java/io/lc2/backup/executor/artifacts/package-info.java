/** Writes and reads what a backup keeps beside its manifest: compressed, checksummed, in bounded memory. */
@NullMarked
package io.lc2.backup.executor.artifacts;

import org.jspecify.annotations.NullMarked;
