package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.ProjectId;

/** A project has no policy of a name, or none any more. */
final class PolicyNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyNotFoundException(ProjectId project) {
        super("It was never asked for, refused, or removed; GET /api/v1/projects/" + project
                + "/policies lists those there are.");
    }
}
