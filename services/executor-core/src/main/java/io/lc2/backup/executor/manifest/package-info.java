/** The manifest: what makes the files of a backup a backup. */
@NullMarked
package io.lc2.backup.executor.manifest;

import org.jspecify.annotations.NullMarked;
