package io.lc2.backup.messaging.codec;

import static io.lc2.backup.messaging.codec.ContractFixtures.BACKUP;
import static io.lc2.backup.messaging.codec.ContractFixtures.COMMAND;
import static io.lc2.backup.messaging.codec.ContractFixtures.PLAN;
import static io.lc2.backup.messaging.codec.ContractFixtures.event;
import static io.lc2.backup.messaging.codec.ContractFixtures.requestBackup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.avro.CancelOperation;
import io.lc2.backup.avro.CommandMeta;
import io.lc2.backup.avro.OperationStarted;
import io.lc2.backup.avro.PlannedStep;
import io.lc2.backup.avro.Provider;
import io.lc2.backup.avro.RequestBackup;
import io.lc2.backup.avro.StepKind;
import io.lc2.backup.avro.StorageType;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.messaging.codec.DecodedCommand.Decoded;
import io.lc2.backup.messaging.codec.DecodedCommand.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodedCommandTest {

    private final BackupCommandCodec codec = new BackupCommandCodec();

    @Test
    void readsASoundCommand() {
        assertThat(codec.decode(codec.toAvro(requestBackup()))).isEqualTo(new Decoded(requestBackup()));
    }

    @Test
    void namesTheFieldWithAnUnknownSymbolAndKeepsWhoAsked() {
        RequestBackup sound = (RequestBackup) codec.toAvro(requestBackup());
        RequestBackup newer = RequestBackup.newBuilder(sound)
                .setRequest(io.lc2.backup.avro.BackupRequest.newBuilder(sound.getRequest())
                        .setStorage(io.lc2.backup.avro.StorageSource.newBuilder(
                                        sound.getRequest().getStorage())
                                .setType(StorageType.UNKNOWN)
                                .build())
                        .build())
                .build();

        assertThat(codec.decode(newer))
                .isEqualTo(new Malformed(
                        COMMAND,
                        "RequestBackup",
                        "backup-1",
                        "request.storage.type",
                        "holds a StorageType that this version does not know"));
    }

    @Test
    void namesTheFieldThatBreaksARuleOfTheDomainWithoutQuotingIt() {
        CancelOperation escape = new CancelOperation(MetaMapping.toAvro(COMMAND), "../../etc");

        Malformed malformed = (Malformed) codec.decode(escape);

        assertThat(malformed.field()).isEqualTo("operationId");
        assertThat(malformed.subject()).isEqualTo("../../etc");
        assertThat(malformed.message())
                .isEqualTo("operationId: operationId must be 1-63 lower-case letters, digits or inner hyphens");
    }

    @Test
    void refusesAPolicyUnderAnotherName() {
        io.lc2.backup.avro.DefinePolicy renamed = new io.lc2.backup.avro.DefinePolicy(
                MetaMapping.toAvro(COMMAND), "other", PolicyMapping.toAvro(ContractFixtures.POLICY));

        assertThat(((Malformed) codec.decode(renamed)).message()).isEqualTo("policyId: must be that of the policy");
    }

    @Test
    void cutsASubjectThatIsTooLongToQuote() {
        CancelOperation endless = new CancelOperation(MetaMapping.toAvro(COMMAND), "x".repeat(10_000));

        assertThat(((Malformed) codec.decode(endless)).subject()).hasSize(128);
    }

    @Test
    void saysWhenEvenTheSenderIsUnreadable() {
        CommandMeta meta = CommandMeta.newBuilder(MetaMapping.toAvro(COMMAND))
                .setProvider(Provider.UNKNOWN)
                .build();

        Malformed malformed = (Malformed) codec.decode(new CancelOperation(meta, BACKUP.value()));

        assertThat(malformed.meta()).isNull();
        assertThat(malformed.field()).isEqualTo("meta.provider");
    }

    @Test
    void refusesARecordThatIsNoCommand() {
        OperationStarted event =
                (OperationStarted) new BackupEventCodec().toAvro(new OperationEvent.OperationStarted(event(2)));

        assertThatThrownBy(() -> codec.decode(event))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("a record of type io.lc2.backup.avro.OperationStarted does not belong here");
    }

    @Test
    void namesTheElementOfAListAtFault() {
        io.lc2.backup.avro.Plan plan = PlanMapping.toAvro(PLAN);
        PlannedStep endless = new PlannedStep(StepKind.COPY_OBJECTS, List.of(), 0L);
        List<PlannedStep> steps = List.of(plan.getSteps().getFirst(), endless);
        io.lc2.backup.avro.Plan wrong =
                io.lc2.backup.avro.Plan.newBuilder(plan).setSteps(steps).build();

        assertThatThrownBy(() -> PlanMapping.fromAvro(wrong))
                .isInstanceOfSatisfying(MalformedRecordException.class, e -> {
                    assertThat(e.field()).isEqualTo("steps[1]");
                    assertThat(e.problem()).isEqualTo("a step needs a time limit");
                });
    }
}
