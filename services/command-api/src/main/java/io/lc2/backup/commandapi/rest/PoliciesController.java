package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.Caller;
import io.lc2.backup.commandapi.submission.PolicySubmission;
import io.lc2.backup.commandapi.submission.PolicySubmission.PolicyReceipt;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.policy.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Wishes about policies. */
@RestController
@RequestMapping(path = "/api/v1/projects/{projectId}/policies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Policies")
class PoliciesController {

    private static final int RUNS_IN_PREVIEW = 5;

    private final PolicySubmission submission;
    private final CatalogLinks links;

    PoliciesController(PolicySubmission submission, CatalogLinks links) {
        this.submission = submission;
        this.links = links;
    }

    @PutMapping(path = "/{policyId:[^:]+}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "putPolicy", summary = "Ask for a policy, or that it becomes another")
    ResponseEntity<PolicyAnswers.Accepted> put(
            @PathVariable String projectId,
            @PathVariable String policyId,
            @Valid @RequestBody PolicyBody body,
            Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        return accepted(project, submission.define(project, body.toPolicy(FieldValues.policy(policyId)), caller));
    }

    @DeleteMapping("/{policyId:[^:]+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deletePolicy", summary = "Ask that a policy is removed; its backups stay")
    ResponseEntity<Void> delete(@PathVariable String projectId, @PathVariable String policyId, Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        submission.remove(project, FieldValues.policy(policyId), caller);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{policyId:[^:]+}:pause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "pausePolicy", summary = "Ask that nothing of a policy runs until it is unpaused")
    ResponseEntity<PolicyAnswers.Accepted> pause(
            @PathVariable String projectId, @PathVariable String policyId, Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        return accepted(project, submission.pause(project, FieldValues.policy(policyId), caller));
    }

    @PostMapping("/{policyId:[^:]+}:unpause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "unpausePolicy",
            summary = "Ask that a policy goes on; what was due meanwhile is not caught up")
    ResponseEntity<PolicyAnswers.Accepted> unpause(
            @PathVariable String projectId, @PathVariable String policyId, Caller caller) {
        ProjectId project = FieldValues.project(projectId);
        return accepted(project, submission.unpause(project, FieldValues.policy(policyId), caller));
    }

    @PostMapping(path = "/{policyId:[^:]+}:preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "previewPolicy", summary = "The next runs of a policy as sent; nothing is asked for")
    PolicyAnswers.Previewed preview(
            @PathVariable String projectId, @PathVariable String policyId, @Valid @RequestBody PolicyBody body) {
        FieldValues.project(projectId);
        PolicyId id = FieldValues.policy(policyId);
        Policy policy = body.toPolicy(id);
        return PolicyAnswers.Previewed.of(submission.preview(policy, RUNS_IN_PREVIEW), policy);
    }

    private ResponseEntity<PolicyAnswers.Accepted> accepted(ProjectId project, PolicyReceipt receipt) {
        return ResponseEntity.accepted()
                .location(links.policy(project, receipt.policy()))
                .body(PolicyAnswers.Accepted.of(receipt));
    }
}
