package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.InvalidQueryException;
import io.lc2.backup.catalog.reading.TooManyBackupsException;
import io.lc2.backup.catalog.reading.UnknownProjectException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Makes every failure an RFC 9457 problem: no stack trace, no class name, nothing of what was sent. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Duration retryAfter;

    ProblemHandler(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    @ExceptionHandler
    ResponseEntity<Object> notFound(NotFoundException fault, HttpServletRequest request) {
        return answer(ProblemType.NOT_FOUND, text(fault), List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> policyNotFound(PolicyNotFoundException fault, HttpServletRequest request) {
        return answer(ProblemType.POLICY_NOT_FOUND, text(fault), List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unknownProject(UnknownProjectException fault, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_PROJECT, "Nothing was ever asked for it.", List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidQueryException fault, HttpServletRequest request) {
        return answer(
                ProblemType.INVALID_REQUEST,
                "1 parameter is wrong.",
                List.of(new Problem.FieldError(fault.parameter(), text(fault))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidBodyException fault, HttpServletRequest request) {
        return answer(ProblemType.INVALID_REQUEST, text(fault), fault.errors(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyBackups(TooManyBackupsException fault, HttpServletRequest request) {
        return answer(ProblemType.TOO_MANY_BACKUPS, text(fault), List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> rebuilding(RebuildingException fault, HttpServletRequest request) {
        return later(ProblemType.REBUILDING, "", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> rebuildRunning(RebuildRunningException fault, HttpServletRequest request) {
        return answer(ProblemType.REBUILD_RUNNING, "", List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> recoveryRefused(RecoveryRefusedException fault, HttpServletRequest request) {
        return answer(ProblemType.RECOVERY_REFUSED, text(fault), List.of(), request);
    }

    /** What asks Kafka or the registry directly. */
    @ExceptionHandler
    ResponseEntity<Object> unavailable(KafkaException fault, HttpServletRequest request) {
        log.atWarn().setCause(fault).log("Kafka or the registry does not answer");
        return later(ProblemType.UNAVAILABLE, "Kafka or the registry does not answer.", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyClients(TooManyClientsException fault, HttpServletRequest request) {
        return later(ProblemType.TOO_MANY_CLIENTS, "", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(DataAccessException fault, HttpServletRequest request) {
        log.atWarn().setCause(fault).log("database not readable");
        return later(ProblemType.UNAVAILABLE, "The database of the catalog does not answer.", request);
    }

    /** The service is being stopped while the call waits. */
    @ExceptionHandler
    ResponseEntity<Object> interrupted(InterruptedException fault, HttpServletRequest request) {
        Thread.currentThread().interrupt();
        return later(ProblemType.UNAVAILABLE, "The service is being stopped.", request);
    }

    /** Whatever nobody foresaw. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception fault, HttpServletRequest request) {
        log.atError().setCause(fault).log("request failed unexpectedly");
        return answer(ProblemType.INTERNAL_ERROR, "The log of this service says more.", List.of(), request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        ProblemType type = typeOf(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            return unexpected(fault, servletRequest);
        }
        ResponseEntity<Object> answer = answer(type, "", List.of(), servletRequest);
        return ResponseEntity.status(status)
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

    private ResponseEntity<Object> later(ProblemType type, String detail, HttpServletRequest request) {
        ResponseEntity<Object> answer = answer(type, detail, List.of(), request);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())))
                .body(answer.getBody());
    }

    private static ResponseEntity<Object> answer(
            ProblemType type, String detail, List<Problem.FieldError> errors, HttpServletRequest request) {
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(
                        type.uri(),
                        type.title(),
                        type.status().value(),
                        detail,
                        errors,
                        type.nextStep(),
                        CorrelationFilter.correlationId(request)));
    }

    private static String text(Exception fault) {
        return fault.getMessage() == null ? "" : fault.getMessage();
    }
}
