/** What may be removed from the objects that several backups share. */
@NullMarked
package io.lc2.backup.domain.pool;

import org.jspecify.annotations.NullMarked;
