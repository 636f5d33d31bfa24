package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.operation.HandledCommand;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The answered command, as an executor remembers it. */
public final class HandledCommandCodec implements Codec<HandledCommand> {

    private final RecordReaders<HandledCommand> readers =
            new RecordReaders<HandledCommand>().on(io.lc2.backup.avro.HandledCommand.class, HandledCommandCodec::read);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(HandledCommand command) {
        return new io.lc2.backup.avro.HandledCommand(
                command.commandId().value(), command.subject(), command.handledAt());
    }

    @Override
    public HandledCommand fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    private static HandledCommand read(io.lc2.backup.avro.HandledCommand record) {
        return new HandledCommand(new CommandId(record.getCommandId()), record.getSubject(), record.getHandledAt());
    }
}
