/** Dumps, checks and restores PostgreSQL databases with the client tools of PostgreSQL. */
@NullMarked
package io.lc2.backup.local.postgres;

import org.jspecify.annotations.NullMarked;
