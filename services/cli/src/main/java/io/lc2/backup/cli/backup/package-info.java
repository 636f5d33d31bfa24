/** The verbs about backups. */
@NullMarked
package io.lc2.backup.cli.backup;

import org.jspecify.annotations.NullMarked;
