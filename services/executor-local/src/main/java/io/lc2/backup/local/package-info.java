/** The executor for a laptop or a data centre: PostgreSQL over TCP, S3-compatible and file storage. */
@NullMarked
package io.lc2.backup.local;

import org.jspecify.annotations.NullMarked;
