package io.lc2.backup.catalog.projection;

import static io.lc2.backup.catalog.LogFixtures.PROJECT;
import static io.lc2.backup.catalog.LogFixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditRowTest {

    private static final PolicyId NIGHTLY = new PolicyId("nightly");

    @Test
    void tellsWhoPausedAPolicy() {
        CommandId command = new CommandId(new UUID(1, 2));
        AuditRow row = AuditRow.of(new PolicyEvent.PolicyPaused(
                new PolicyMeta(NIGHTLY, PROJECT, 3, T0, command, new Actor("u-1", "10.0.0.1"), "c-1")));

        assertThat(row)
                .isEqualTo(new AuditRow(
                        "nightly@3",
                        "PolicyPaused",
                        "nightly",
                        3L,
                        null,
                        null,
                        "u-1",
                        "10.0.0.1",
                        command.toString(),
                        "c-1",
                        T0,
                        "Policy nightly paused"));
    }

    @Test
    void tellsThatNobodyButThePolicyAskedForARun() {
        AuditRow row = AuditRow.of(new PolicyEvent.PolicyFired(
                new PolicyMeta(NIGHTLY, PROJECT, 4, T0, null, new Actor("policy:nightly", ""), "nightly@" + T0),
                T0,
                T0,
                null,
                new OperationId("nightly-20261121t100000z")));

        assertThat(row.actor()).isEqualTo("policy:nightly");
        assertThat(row.commandId()).isNull();
        assertThat(row.detail()).contains("asked for backup nightly-20261121t100000z");
    }
}
