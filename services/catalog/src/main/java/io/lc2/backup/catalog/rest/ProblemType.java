package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.Words;
import org.springframework.http.HttpStatus;

/** The kinds of problem: stable names, part of the contract. Add, never rename. */
enum ProblemType {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST, "The request is not valid", "Correct the parameters and send the request again."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing at this address",
            "Check project and id. Right after a command, send Prefer: wait=5 to wait for it."),
    POLICY_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such policy in this project",
            "List the policies of the project. Right after one was asked for, send Prefer: wait=5 to wait for it."),
    UNKNOWN_PROJECT(
            HttpStatus.NOT_FOUND,
            "The catalog does not know this project",
            "Check the name; a project is known from its first command on."),
    TOO_MANY_BACKUPS(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The environment has too many backups for this question",
            "Delete backups nobody needs; GET backups with environment, status and to finds the oldest."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here", "See the header Allow."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "No answer in the accepted media types",
            "Accept application/json, or text/event-stream for progress."),
    REBUILD_RUNNING(
            HttpStatus.CONFLICT, "The catalog is being rebuilt already", "Follow it at GET /api/v1/catalog/rebuild."),
    RECOVERY_REFUSED(
            HttpStatus.CONFLICT,
            "The log cannot be rebuilt from storage",
            "Switch lc2.catalog.archive on, and begin with an empty Kafka: no records in backup-events."),
    REBUILDING(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The catalog is being rebuilt",
            "Repeat the request after the time Retry-After tells; GET /api/v1/catalog/rebuild shows how far it is."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The catalog cannot answer now",
            "Repeat the request after the time Retry-After tells; /health/ready names the part that is away."),
    TOO_MANY_CLIENTS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many clients follow progress",
            "Repeat the request after the time Retry-After tells, or ask for the details from time to time."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The request failed inside the service",
            "Repeat it; if it fails again, report the correlation id.");

    private final HttpStatus status;
    private final String title;
    private final String nextStep;

    ProblemType(HttpStatus status, String title, String nextStep) {
        this.status = status;
        this.title = title;
        this.nextStep = nextStep;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String nextStep() {
        return nextStep;
    }

    String uri() {
        return "urn:lc2:problem:" + Words.kebab(this);
    }
}
