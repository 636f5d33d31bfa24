package io.lc2.backup.commandapi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.commandapi.ApiUnderTest;
import io.lc2.backup.commandapi.Calls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiUnderTest
class ApiDocumentTest {

    private static final Path COMMITTED = Path.of("openapi.json");
    private static final Path SERVED = Path.of("target", "openapi.json");

    @LocalServerPort
    private int port;

    @Test
    void servesTheCommittedDocument() throws IOException {
        try (Calls calls = new Calls(port)) {
            String served = calls.get("/v3/api-docs").body() + "\n";
            Files.writeString(SERVED, served);

            assertThat(served)
                    .as(
                            "services/command-api/openapi.json is what the service serves; if the change is meant, copy %s over it",
                            SERVED)
                    .isEqualTo(Files.readString(COMMITTED));
        }
    }

    @Test
    void describesEveryOperationWithItsProblems() {
        try (Calls calls = new Calls(port)) {
            JsonNode document = Calls.json(calls.get("/v3/api-docs"));

            assertThat(document.get("openapi").asString()).startsWith("3.1");
            assertThat(document.get("paths").propertyNames())
                    .containsExactlyInAnyOrder(
                            "/api/v1/dead-letters",
                            "/api/v1/dead-letters/{letterId}",
                            "/api/v1/dead-letters/{letterId}:replay",
                            "/api/v1/projects/{projectId}/backups",
                            "/api/v1/projects/{projectId}/backups/{backupId}",
                            "/api/v1/projects/{projectId}/backups/{backupId}:cancel",
                            "/api/v1/projects/{projectId}/backups/{backupId}:hold",
                            "/api/v1/projects/{projectId}/backups/{backupId}:release",
                            "/api/v1/projects/{projectId}/backups/{backupId}:undelete",
                            "/api/v1/projects/{projectId}/backups/{backupId}:verify",
                            "/api/v1/projects/{projectId}/policies/{policyId}",
                            "/api/v1/projects/{projectId}/policies/{policyId}:pause",
                            "/api/v1/projects/{projectId}/policies/{policyId}:unpause",
                            "/api/v1/projects/{projectId}/policies/{policyId}:preview",
                            "/api/v1/projects/{projectId}/restores",
                            "/api/v1/projects/{projectId}/restores/{restoreId}:cancel");
            assertThat(document.get("paths").valueStream().flatMap(JsonNode::valueStream))
                    .allSatisfy(
                            operation -> assertThat(operation.get("responses").propertyNames())
                                    .contains("400", "500", "503"));
        }
    }
}
