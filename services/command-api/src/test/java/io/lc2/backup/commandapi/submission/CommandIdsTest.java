package io.lc2.backup.commandapi.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandIdsTest {

    private static final ProjectId ACME = new ProjectId("acme");
    private static final CommandId COMMAND = new CommandId(new UUID(1, 2));

    @Test
    void keepsItsDerivationForEver() {
        CommandId command = CommandIds.commandId(ACME, "key-1");

        assertThat(command).hasToString("99bd87de-79dd-851c-94f0-2ea9ec89f13b");
        assertThat(CommandIds.operationId(OperationKind.BACKUP, Provider.LOCAL, command, "request"))
                .hasToString("b-local-6eap7ta35ioqnfukmg2d");
    }

    @Test
    void makesUuidsOfVersionEight() {
        UUID uuid = CommandIds.commandId(ACME, "key-1").value();

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void tellsProjectsAndKeysApart() {
        assertThat(CommandIds.commandId(new ProjectId("ab"), "c"))
                .isNotEqualTo(CommandIds.commandId(new ProjectId("a"), "bc"));
    }

    @Test
    void givesAnotherRequestAnotherOperation() {
        assertThat(CommandIds.operationId(OperationKind.BACKUP, Provider.LOCAL, COMMAND, "a"))
                .isNotEqualTo(CommandIds.operationId(OperationKind.BACKUP, Provider.LOCAL, COMMAND, "b"));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void readsTheProviderBackFromTheId(Provider provider) {
        for (OperationKind kind : OperationKind.values()) {
            assertThat(CommandIds.providerOf(CommandIds.operationId(kind, provider, COMMAND, "")))
                    .contains(provider);
        }
    }

    @ParameterizedTest
    @CsvSource({"nightly", "b-local", "b-local-1", "b-mars-7k3qwd2hzbmx4n5vfy6a"})
    void readsNoProviderFromOtherIds(String id) {
        assertThat(CommandIds.providerOf(new OperationId(id))).isEmpty();
    }
}
