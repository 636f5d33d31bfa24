/** What may be asked of the platform: the commands on the topic backup-commands. */
@NullMarked
package io.lc2.backup.domain.command;

import org.jspecify.annotations.NullMarked;
