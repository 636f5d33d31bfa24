package io.lc2.backup.commandapi.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An RFC 9457 problem: what went wrong, and what to do next. */
@Schema(description = "What went wrong and what to do next (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        @Schema(
                description = "Stable name of the kind of problem.",
                example = "urn:lc2:problem:invalid-request",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String type,

        @Schema(example = "The request is not valid", requiredMode = Schema.RequiredMode.REQUIRED)
        String title,

        @Schema(example = "400", requiredMode = Schema.RequiredMode.REQUIRED)
        int status,

        @Schema(example = "1 field is wrong.") String detail,

        @Schema(description = "Each field that is wrong; never repeats the value.")
        List<FieldError> errors,

        @Schema(example = "Correct the fields and send the request again.")
        String nextStep,

        @Schema(description = "Ties this answer to log entries and events.")
        String correlationId) {

    @Schema(name = "FieldError", description = "One thing wrong with one field.")
    record FieldError(
            @Schema(
                    description = "Path of the field or name of the header; empty for the whole body.",
                    example = "database.instance")
            String field,

            @Schema(example = "must not be null") String message) {}
}
