package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.DefinePolicy;
import io.lc2.backup.avro.PausePolicy;
import io.lc2.backup.avro.RemovePolicy;
import io.lc2.backup.avro.UnpausePolicy;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.policy.Policy;
import org.apache.avro.specific.SpecificRecord;

/** Commands about policies, both ways. */
final class PolicyCommands {

    private PolicyCommands() {}

    static RecordReaders<BackupCommand> addTo(RecordReaders<BackupCommand> readers) {
        return readers.on(DefinePolicy.class, PolicyCommands::define)
                .on(
                        RemovePolicy.class,
                        command -> new PolicyCommand.RemovePolicy(
                                meta(command.getMeta()), PolicyMapping.id(command.getPolicyId())))
                .on(
                        PausePolicy.class,
                        command -> new PolicyCommand.PausePolicy(
                                meta(command.getMeta()), PolicyMapping.id(command.getPolicyId())))
                .on(
                        UnpausePolicy.class,
                        command -> new PolicyCommand.UnpausePolicy(
                                meta(command.getMeta()), PolicyMapping.id(command.getPolicyId())));
    }

    static SpecificRecord toAvro(PolicyCommand command) {
        io.lc2.backup.avro.CommandMeta meta = MetaMapping.toAvro(command.meta());
        String id = command.policyId().value();
        return switch (command) {
            case PolicyCommand.DefinePolicy c -> new DefinePolicy(meta, id, PolicyMapping.toAvro(c.policy()));
            case PolicyCommand.RemovePolicy c -> new RemovePolicy(meta, id);
            case PolicyCommand.PausePolicy c -> new PausePolicy(meta, id);
            case PolicyCommand.UnpausePolicy c -> new UnpausePolicy(meta, id);
        };
    }

    private static BackupCommand define(DefinePolicy command) {
        CommandMeta meta = meta(command.getMeta());
        Policy policy = Reading.in("policy", () -> PolicyMapping.fromAvro(command.getPolicy()));
        if (!policy.id().equals(PolicyMapping.id(command.getPolicyId()))) {
            throw new MalformedRecordException("policyId", "must be that of the policy");
        }
        return new PolicyCommand.DefinePolicy(meta, policy);
    }

    private static CommandMeta meta(io.lc2.backup.avro.CommandMeta meta) {
        return Reading.in("meta", () -> MetaMapping.fromAvro(meta));
    }
}
