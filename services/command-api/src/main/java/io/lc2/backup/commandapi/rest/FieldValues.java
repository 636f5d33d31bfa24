package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.CommandIds;
import io.lc2.backup.commandapi.submission.InvalidRequestException;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values of one field; each method throws {@link InvalidRequestException} naming the field. */
final class FieldValues {

    private FieldValues() {}

    static ProjectId project(String text) {
        return new ProjectId(label("projectId", text));
    }

    static OperationId operation(String field, String text) {
        return new OperationId(label(field, text));
    }

    static PolicyId policy(String text) {
        if (label("policyId", text).length() > PolicyId.LONGEST) {
            throw invalid("policyId", "must have at most " + PolicyId.LONGEST + " characters");
        }
        return new PolicyId(text);
    }

    static @Nullable Duration duration(String field, @Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(field, "must be a duration such as PT10M or PT4H");
        }
    }

    /** The provider whose executor shall answer: as said, else as the id of the operation says. */
    static Provider provider(@Nullable String said, OperationId operation) {
        if (said == null) {
            return CommandIds.providerOf(operation)
                    .orElseThrow(() -> invalid(
                            "provider", "is needed, since the id does not name it; one of " + names(Provider.class)));
        }
        return WireNames.find(Provider.class, said)
                .orElseThrow(() -> invalid("provider", "must be one of " + names(Provider.class)));
    }

    static @Nullable Instant instant(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(field, "must be an instant such as 2026-11-21T10:00:00Z");
        }
    }

    private static String names(Class<? extends Enum<?>> type) {
        return String.join(", ", WireNames.of(type));
    }

    private static String label(String field, String text) {
        if (!Names.isLabel(text)) {
            throw invalid(field, "must be 1-63 lower-case letters, digits or inner hyphens");
        }
        return text;
    }

    static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(List.of(new Violation(field, message)));
    }
}
