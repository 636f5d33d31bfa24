package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import java.net.URI;

/** Where the catalog shows what was asked for. */
final class CatalogLinks {

    private final String base;

    CatalogLinks(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    URI backup(ProjectId project, OperationId id) {
        return link(project, "backups", id);
    }

    URI restore(ProjectId project, OperationId id) {
        return link(project, "restores", id);
    }

    /** A verification or a purge. */
    URI operation(ProjectId project, OperationId id) {
        return link(project, "operations", id);
    }

    URI policy(ProjectId project, PolicyId id) {
        return link(project, "policies", id);
    }

    private URI link(ProjectId project, String kind, Object id) {
        return URI.create(base + "/api/v1/projects/" + project + "/" + kind + "/" + id);
    }
}
