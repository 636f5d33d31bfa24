package io.lc2.backup.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** What a status that is no success means to a person: the problem of the service (RFC 9457), as text. */
final class Refusals {

    private Refusals() {}

    static CliException of(int status, JsonNode problem, String service) {
        String title = problem.path("title").asText("");
        String message = title.isEmpty() ? service + " answered with status " + status : title;
        String detail = problem.path("detail").asText("");
        return new CliException(
                exitCode(status),
                detail.isEmpty() ? message : message + ": " + detail,
                errors(problem),
                problem.path("nextStep").asText(nextStep(status)));
    }

    private static List<String> errors(JsonNode problem) {
        List<String> errors = new ArrayList<>();
        problem.path("errors").forEach(error -> {
            String field = error.path("field").asText("");
            String message = error.path("message").asText("");
            errors.add(field.isEmpty() ? message : field + ": " + message);
        });
        String correlation = problem.path("correlationId").asText("");
        if (!correlation.isEmpty()) {
            errors.add("correlation id " + correlation);
        }
        return errors;
    }

    private static ExitCode exitCode(int status) {
        return switch (status) {
            case 404 -> ExitCode.NOT_FOUND;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> status / 100 == 4 ? ExitCode.REFUSED : ExitCode.UNEXPECTED;
        };
    }

    private static String nextStep(int status) {
        return switch (exitCode(status)) {
            case NOT_FOUND -> "Check the id and the project; lists show what there is.";
            case UNREACHABLE -> "Try again in a few seconds.";
            case OK, UNEXPECTED, USAGE, OPERATION_FAILED, REFUSED, TIMEOUT, INTERRUPTED -> "";
        };
    }
}
