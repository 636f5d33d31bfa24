package io.lc2.backup.commandapi.rest;

import org.springframework.http.HttpStatus;

/** The kinds of problem: stable names, part of the contract. Add, never rename. */
enum ProblemType {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST, "The request is not valid", "Correct the fields and send the request again."),
    MALFORMED_BODY(
            HttpStatus.BAD_REQUEST, "The body cannot be read", "Send one JSON object as /v3/api-docs describes it."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND, "There is nothing at this address", "See /v3/api-docs for the addresses there are."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here", "See /v3/api-docs and the header Allow."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No answer in the accepted media types", "Accept application/json."),
    BODY_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is too large",
            "Ask for less in one request, for example fewer paths or tables."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The media type is not supported",
            "Send the body as Content-Type: application/json."),
    KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The idempotency key was used for another request",
            "Use a new Idempotency-Key for a new request; repeat a request unchanged."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The command was not acknowledged",
            "Repeat the request with the Idempotency-Key of this answer: nothing happens twice."),
    NOT_REPLAYABLE(
            HttpStatus.CONFLICT, "The record was not sent again", "Look at the dead letter, then decide what to do."),
    DEAD_LETTERS_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The dead letters cannot be reached",
            "Try again in a few seconds; after a replay, look first whether it was made."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The request failed inside the service",
            "Repeat it with the same Idempotency-Key; if it fails again, report the correlation id.");

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
        return "urn:lc2:problem:" + WireNames.of(this);
    }
}
