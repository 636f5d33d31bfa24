package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.Caller;
import io.lc2.backup.commandapi.submission.CommandSubmission;
import io.lc2.backup.commandapi.submission.CommandSubmission.Receipt;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.RestoreRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Wishes about restores. */
@RestController
@RequestMapping(path = "/api/v1/projects/{projectId}/restores", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Restores")
class RestoresController {

    private final CommandSubmission submission;
    private final CatalogLinks catalog;

    RestoresController(CommandSubmission submission, CatalogLinks catalog) {
        this.submission = submission;
        this.catalog = catalog;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createRestore", summary = "Ask for a restore, or for its plan")
    ResponseEntity<Accepted.Restore> create(
            @PathVariable String projectId, @Valid @RequestBody RestoreBody body, Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        RestoreRequest request = body.toRequest();
        Provider provider = FieldValues.provider(body.provider(), request.backupId());
        Receipt receipt = submission.requestRestore(project, provider, request, caller);
        return ResponseEntity.created(catalog.restore(project, receipt.operation()))
                .body(Accepted.Restore.of(receipt));
    }

    @PostMapping("/{restoreId:[^:]+}:cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "cancelRestore", summary = "Ask that a queued or running restore stops")
    ResponseEntity<Accepted.Cancellation> cancel(
            @PathVariable String projectId,
            @PathVariable String restoreId,
            @RequestParam(required = false) @Nullable String provider,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        OperationId restore = FieldValues.operation("restoreId", restoreId);
        Receipt receipt = submission.cancel(project, FieldValues.provider(provider, restore), restore, caller);
        return ResponseEntity.accepted()
                .location(catalog.restore(project, restore))
                .body(Accepted.Cancellation.of(receipt));
    }
}
