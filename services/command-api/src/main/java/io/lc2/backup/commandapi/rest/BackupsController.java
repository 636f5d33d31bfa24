package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.Caller;
import io.lc2.backup.commandapi.submission.CommandSubmission;
import io.lc2.backup.commandapi.submission.CommandSubmission.Deletion;
import io.lc2.backup.commandapi.submission.CommandSubmission.Hold;
import io.lc2.backup.commandapi.submission.CommandSubmission.Receipt;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Wishes about backups. */
@RestController
@RequestMapping(path = "/api/v1/projects/{projectId}/backups", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Backups")
class BackupsController {

    private final CommandSubmission submission;
    private final CatalogLinks catalog;

    BackupsController(CommandSubmission submission, CatalogLinks catalog) {
        this.submission = submission;
        this.catalog = catalog;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createBackup", summary = "Ask for a backup")
    ResponseEntity<Accepted.Backup> create(
            @PathVariable String projectId, @Valid @RequestBody BackupBody body, Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        Receipt receipt = submission.requestBackup(project, body.toRequest(), caller);
        return ResponseEntity.created(catalog.backup(project, receipt.operation()))
                .body(Accepted.Backup.of(receipt));
    }

    @DeleteMapping("/{backupId:[^:]+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteBackup",
            summary = "Ask that a backup is deleted; until its time of grace is over it can be undeleted")
    ResponseEntity<Void> delete(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean force,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        OperationId backup = FieldValues.operation("backupId", backupId);
        Receipt receipt = submission.delete(
                project, FieldValues.provider(provider, backup), new Deletion(backup, reason, force), caller);
        return ResponseEntity.noContent()
                .location(catalog.operation(project, receipt.operation()))
                .build();
    }

    @PostMapping("/{backupId:[^:]+}:cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "cancelBackup", summary = "Ask that a queued or running backup stops")
    ResponseEntity<Accepted.Cancellation> cancel(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        OperationId backup = FieldValues.operation("backupId", backupId);
        Receipt receipt = submission.cancel(project, FieldValues.provider(provider, backup), backup, caller);
        return ResponseEntity.accepted()
                .location(catalog.backup(project, backup))
                .body(Accepted.Cancellation.of(receipt));
    }

    @PostMapping("/{backupId:[^:]+}:verify")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "verifyBackup", summary = "Ask that a backup is read back in full and checked")
    ResponseEntity<Accepted.Verification> verify(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        OperationId backup = FieldValues.operation("backupId", backupId);
        Receipt receipt = submission.verify(project, FieldValues.provider(provider, backup), backup, caller);
        return ResponseEntity.accepted()
                .location(catalog.operation(project, receipt.operation()))
                .body(Accepted.Verification.of(receipt));
    }

    @PostMapping("/{backupId:[^:]+}:undelete")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "undeleteBackup", summary = "Ask that the deletion of a backup is taken back")
    ResponseEntity<Accepted.Change> undelete(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        OperationId backup = FieldValues.operation("backupId", backupId);
        return changed(project, submission.undelete(project, FieldValues.provider(provider, backup), backup, caller));
    }

    @PostMapping("/{backupId:[^:]+}:hold")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "holdBackup", summary = "Ask for a legal hold: nothing of the backup is removed")
    ResponseEntity<Accepted.Change> hold(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(defaultValue = "") String reason,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        Hold hold = new Hold(FieldValues.operation("backupId", backupId), reason);
        return changed(project, submission.hold(project, FieldValues.provider(provider, hold.backup()), hold, caller));
    }

    @PostMapping("/{backupId:[^:]+}:release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "releaseBackup", summary = "Ask that the legal hold on a backup is released")
    ResponseEntity<Accepted.Change> release(
            @PathVariable String projectId,
            @PathVariable String backupId,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(defaultValue = "") String reason,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        Hold hold = new Hold(FieldValues.operation("backupId", backupId), reason);
        return changed(
                project, submission.release(project, FieldValues.provider(provider, hold.backup()), hold, caller));
    }

    private ResponseEntity<Accepted.Change> changed(ProjectId project, Receipt receipt) {
        return ResponseEntity.accepted()
                .location(catalog.backup(project, receipt.operation()))
                .body(Accepted.Change.of(receipt));
    }
}
