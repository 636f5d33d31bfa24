/** Reads PostgreSQL's custom archive format, to know what is in a dump without believing anybody. */
@NullMarked
package io.lc2.backup.local.postgres.archive;

import org.jspecify.annotations.NullMarked;
