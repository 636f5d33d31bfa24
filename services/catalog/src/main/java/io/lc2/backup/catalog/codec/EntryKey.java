package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.messaging.topics.Topics;

/**
 * Which entry.
 *
 * @param project whose; decides about the partition
 * @param operation which of the operations of the project
 */
public record EntryKey(ProjectId project, OperationId operation) {

    /** The key as it is in the store and on the topic. */
    public String text() {
        return Topics.catalogKey(project, operation);
    }
}
