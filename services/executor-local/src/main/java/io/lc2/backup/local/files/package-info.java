/** Folders of a file system as object storage. */
@NullMarked
package io.lc2.backup.local.files;

import org.jspecify.annotations.NullMarked;
