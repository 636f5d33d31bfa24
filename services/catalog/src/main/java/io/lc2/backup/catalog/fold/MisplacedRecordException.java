package io.lc2.backup.catalog.fold;

import io.lc2.backup.domain.ProjectId;

/** A record whose key is not its project: it lies in a partition where nobody looks for that project. */
final class MisplacedRecordException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MisplacedRecordException(ProjectId project) {
        super("the key of the record is not its project " + project);
    }
}
