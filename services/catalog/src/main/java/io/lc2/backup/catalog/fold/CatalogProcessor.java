package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Folds one record into the entries it concerns, stores them and passes them on. */
final class CatalogProcessor implements Processor<String, @Nullable CatalogInput, String, byte[]> {

    private static final String SOURCE = "/lc2/catalog";

    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
    private record Change(String key, CatalogEntry entry, byte[] bytes) {}

    private final EntryFormat format;
    private final EntryListener listener;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable EntryTable table;

    CatalogProcessor(EntryFormat format, EntryListener listener) {
        this.format = format;
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
        EntryTable entries = table;
        List<Change> changes = changes(
                project, CatalogFold.changes(input, operation -> entries.find(new EntryKey(project, operation))));
        EntryVersion version = version(context, input);
        TraceParent trace = trace(record.headers());
        for (Change change : changes) {
            entries.put(change.key(), change.entry(), change.bytes());
            Headers headers = new RecordHeaders();
            Topics.CATALOG.headers(change.entry(), SOURCE, trace).writeTo(headers);
            version.writeTo(headers);
            context.forward(new Record<>(change.key(), change.bytes(), record.timestamp(), headers));
            listener.changed(change.key());
        }
    }

    private static @Nullable TraceParent trace(Headers headers) {
        Header header = headers.lastHeader(HeaderNames.TRACEPARENT);
        return header == null || header.value() == null
                ? null
                : TraceParent.parse(new String(header.value(), StandardCharsets.UTF_8))
                        .orElse(null);
    }

    private List<Change> changes(ProjectId project, Map<OperationId, CatalogEntry> entries) {
        List<Change> changes = new ArrayList<>(entries.size());
        entries.forEach((operation, entry) ->
                changes.add(new Change(new EntryKey(project, operation).text(), entry, format.write(entry))));
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
