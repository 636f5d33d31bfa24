/** What has happened: the events on the topic backup-events, the source of truth. */
@NullMarked
package io.lc2.backup.domain.event;

import org.jspecify.annotations.NullMarked;
