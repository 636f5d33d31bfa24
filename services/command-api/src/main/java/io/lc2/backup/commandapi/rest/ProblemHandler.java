package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.deadletters.LettersUnavailableException;
import io.lc2.backup.commandapi.deadletters.NotReplayableException;
import io.lc2.backup.commandapi.deadletters.UnknownLetterException;
import io.lc2.backup.commandapi.submission.InvalidRequestException;
import io.lc2.backup.commandapi.submission.KeyReusedException;
import io.lc2.backup.commandapi.submission.LogUnavailableException;
import io.lc2.backup.domain.request.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Makes every failure an RFC 9457 problem: no stack trace, no class name, nothing of what was sent. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final String ONE_FIELD = "1 field is wrong.";

    private final Duration retryAfter;

    ProblemHandler(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidRequestException fault, HttpServletRequest request) {
        return invalid(fault.violations(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> keyReused(KeyReusedException fault, HttpServletRequest request) {
        return answer(ProblemType.KEY_REUSED, "Nothing was asked for by this call.", List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unknownLetter(UnknownLetterException fault, HttpServletRequest request) {
        return answer(
                ProblemType.NOT_FOUND, "There is no dead letter of this id, or none any more.", List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notReplayable(NotReplayableException fault, HttpServletRequest request) {
        ProblemType type = ProblemType.NOT_REPLAYABLE;
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(
                        type.uri(),
                        type.title(),
                        type.status().value(),
                        fault.getMessage() + "",
                        List.of(),
                        fault.nextStep(),
                        CorrelationFilter.correlationId(request)));
    }

    @ExceptionHandler
    ResponseEntity<Object> lettersUnavailable(LettersUnavailableException fault, HttpServletRequest request) {
        log.atWarn().addKeyValue("reason", fault.getCause()).log("dead letters not reachable");
        return later(ProblemType.DEAD_LETTERS_UNAVAILABLE, "Kafka did not answer in time.", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(LogUnavailableException fault, HttpServletRequest request) {
        log.atWarn()
                .addKeyValue("part", fault.part())
                .addKeyValue("reason", fault.getCause())
                .log("command not acknowledged");
        return later(
                ProblemType.UNAVAILABLE,
                "%s did not answer in time. The command does not count as accepted.".formatted(fault.part()),
                request);
    }

    /** Whatever nobody foresaw. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception fault, HttpServletRequest request) {
        log.atError().setCause(fault).log("request failed unexpectedly");
        return answer(ProblemType.INTERNAL_ERROR, "The log of this service says more.", List.of(), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                Stream.concat(
                                fault.getFieldErrors().stream()
                                        .map(error -> new Violation(error.getField(), message(error))),
                                fault.getGlobalErrors().stream()
                                        .map(error -> new Violation("", error.getDefaultMessage() + "")))
                        .sorted(Comparator.comparing(Violation::field))
                        .toList(),
                servletRequest(request));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest sent = servletRequest(request);
        return switch (fault.getCause()) {
            case JacksonException cause
            when cause.getCause() instanceof BodyTooLargeException tooLarge ->
                answer(ProblemType.BODY_TOO_LARGE, tooLarge.getMessage() + ".", List.of(), sent);
            case JacksonException cause ->
                answer(ProblemType.MALFORMED_BODY, ONE_FIELD, List.of(BodyFaults.describe(cause)), sent);
            case BodyTooLargeException tooLarge ->
                answer(ProblemType.BODY_TOO_LARGE, tooLarge.getMessage() + ".", List.of(), sent);
            case null, default ->
                answer(ProblemType.MALFORMED_BODY, "The body is missing or broken off.", List.of(), sent);
        };
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = typeOf(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            return unexpected(fault, servletRequest(request));
        }
        ResponseEntity<Object> answer = answer(type, detail(type), List.of(), servletRequest(request));
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.getBody());
    }

    private static ProblemType typeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return Stream.of(ProblemType.values())
                .filter(type -> type.status() == known)
                .findFirst()
                .orElse(status.is4xxClientError() ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR);
    }

    private static String detail(ProblemType type) {
        return type == ProblemType.INVALID_REQUEST ? "A parameter is missing or malformed." : "";
    }

    private ResponseEntity<Object> invalid(List<Violation> violations, HttpServletRequest request) {
        String detail = violations.size() == 1 ? ONE_FIELD : violations.size() + " fields are wrong.";
        return answer(ProblemType.INVALID_REQUEST, detail, violations, request);
    }

    private ResponseEntity<Object> later(ProblemType type, String detail, HttpServletRequest request) {
        ResponseEntity<Object> answer = answer(type, detail, List.of(), request);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())))
                .body(answer.getBody());
    }

    private static ResponseEntity<Object> answer(
            ProblemType type, String detail, List<Violation> errors, HttpServletRequest request) {
        Problem problem = new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                detail,
                errors.stream()
                        .map(error -> new Problem.FieldError(error.field(), error.message()))
                        .toList(),
                type.nextStep(),
                CorrelationFilter.correlationId(request));
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String message(FieldError error) {
        return error.getDefaultMessage() == null ? "is not valid" : error.getDefaultMessage();
    }

    private static HttpServletRequest servletRequest(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
