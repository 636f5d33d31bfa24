package io.lc2.backup.commandapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.submission.InvalidRequestException;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.embedded.testing.Fuzz;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests, on the way they take: JSON, constraints, the request, the rules. */
class BodyFuzzTest {

    private static final String BACKUP = """
            {"application": "liferay", "environment": "prd", "provider": "local",
             "database": {"instance": "main", "databases": ["lportal"], "dumpEnabled": true, "excludeTables": ["a_*"],
               "preBackupHooks": [{"name": "flush", "command": ["flush", "--all"], "timeoutSeconds": 30}]},
             "storage": {"type": "s3", "bucket": "library", "excludeGeneratedFiles": true, "maxConcurrency": 8,
               "includePaths": ["a/"], "excludePatterns": ["*.tmp"]},
             "retention": {"daily": 7, "weekly": 4}, "notes": "before \\u00e9"}""";

    private static final String RESTORE = """
            {"backupId": "b-local-1", "targetEnvironment": "uat", "restoreType": "selective", "dryRun": true,
             "pointInTime": "2026-11-21T10:00:00Z", "prefixes": ["a/"], "tables": ["public.user_"]}""";

    private final JsonMapper json = mapper();

    @Test
    void backupsAreRequestsOrRefused() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();

            long inputs = Fuzz.from(List.of(
                            BACKUP.getBytes(UTF_8), BACKUP.replaceAll("\\s", "").getBytes(UTF_8)))
                    .against(input -> {
                        try {
                            BackupBody body = json.readValue(input, BackupBody.class);
                            if (body != null && valid(validator.validate(body))) {
                                assertThat(RequestRules.violations(body.toRequest()))
                                        .isNotNull();
                            }
                        } catch (JacksonException | InvalidRequestException expected) {
                            assertThat(expected).isNotNull();
                        }
                    });

            assertThat(inputs).isGreaterThan(1000);
        }
    }

    @Test
    void restoresAreRequestsOrRefused() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();

            long inputs = Fuzz.from(List.of(
                            RESTORE.getBytes(UTF_8),
                            RESTORE.replaceAll("\\s", "").getBytes(UTF_8)))
                    .against(input -> {
                        try {
                            RestoreBody body = json.readValue(input, RestoreBody.class);
                            if (body != null && valid(validator.validate(body))) {
                                assertThat(RequestRules.violations(body.toRequest()))
                                        .isNotNull();
                            }
                        } catch (JacksonException | InvalidRequestException expected) {
                            assertThat(expected).isNotNull();
                        }
                    });

            assertThat(inputs).isGreaterThan(1000);
        }
    }

    private static boolean valid(Set<?> violations) {
        return violations.isEmpty();
    }

    /** Set up as the service does it. */
    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new RestConfiguration().strictJson().customize(builder);
        return builder.build();
    }
}
