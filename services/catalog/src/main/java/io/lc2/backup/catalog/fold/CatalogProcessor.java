package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryHeaders;
import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.EntryWriter;
import io.lc2.backup.catalog.codec.EntryWriter.Written;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.messaging.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Folds one record into the entries it concerns, stores them and passes them on. */
final class CatalogProcessor implements Processor<String, @Nullable CatalogInput, String, byte[]> {

    private record Change(String key, Written written) {}

    private final EntryFormat format;
    private final EntryWriter writer;
    private final EntryListener listener;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable EntryTable table;

    CatalogProcessor(EntryFormat format, EntryListener listener) {
        this.format = format;
        this.writer = new EntryWriter(format);
        this.listener = listener;
    }

    /** Also called again on the same instance after an aborted transaction: what was decoded then does not count. */
    @Override
    public void init(ProcessorContext<String, byte[]> newContext) {
        context = newContext;
        table = new EntryTable(newContext.getStateStore(CatalogTopology.STORE), format);
    }

    /** Everything that can fail comes before the first change: a record that goes to the dead letters changes nothing. */
    @Override
    public void process(Record<String, @Nullable CatalogInput> record) {
        if (context == null || table == null) {
            throw new IllegalStateException("not initialised");
        }
        CatalogInput input = record.value();
        if (input == null) {
            return;
        }
        ProjectId project = project(input);
        if (!project.value().equals(record.key())) {
            throw new MisplacedRecordException(project);
        }
        List<Change> changes = changes(table, project, input);
        EntryVersion version = version(context, input);
        for (Change change : changes) {
            Written written = change.written();
            table.put(change.key(), written);
            context.forward(new Record<>(
                    change.key(),
                    written.bytes(),
                    record.timestamp(),
                    EntryHeaders.of(written.entry(), version, record.headers())));
            listener.changed(change.key());
        }
    }

    private List<Change> changes(EntryTable entries, ProjectId project, CatalogInput input) {
        Map<OperationId, Written> found = new HashMap<>();
        Map<OperationId, CatalogEntry> after = CatalogFold.changes(input, operation -> {
            Written written = entries.find(Topics.catalogKey(project, operation));
            if (written == null) {
                return null;
            }
            found.put(operation, written);
            return written.entry();
        });
        List<Change> changes = new ArrayList<>(after.size());
        after.forEach((operation, entry) -> changes.add(
                new Change(Topics.catalogKey(project, operation), writer.write(found.get(operation), entry, input))));
        return changes;
    }

    private static ProjectId project(CatalogInput input) {
        return switch (input) {
            case CatalogInput.Asked asked -> asked.command().meta().project();
            case CatalogInput.Happened happened -> happened.event().project();
        };
    }

    private static EntryVersion version(ProcessorContext<String, byte[]> context, CatalogInput input) {
        return switch (input) {
            case CatalogInput.Asked asked -> EntryVersion.ASKED;
            case CatalogInput.Happened happened ->
                new EntryVersion(context.recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("an event comes from a topic"))
                        .offset());
        };
    }
}
