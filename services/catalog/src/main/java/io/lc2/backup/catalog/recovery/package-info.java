/** Rebuilds a lost log from its archive and from the manifests of backups, and names what could not be recovered. */
@NullMarked
package io.lc2.backup.catalog.recovery;

import org.jspecify.annotations.NullMarked;
