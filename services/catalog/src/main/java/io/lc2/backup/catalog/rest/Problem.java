package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An RFC 9457 problem: what went wrong, and what to do next. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        String nextStep,
        String correlationId) {

    /** One thing wrong with one parameter. */
    record FieldError(String field, String message) {}
}
