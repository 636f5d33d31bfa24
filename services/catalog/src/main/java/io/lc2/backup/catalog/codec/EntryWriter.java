package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.operation.StepState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes entries; after a progress event only what it changes. */
public final class EntryWriter {

    /**
     * An entry and its bytes.
     *
     * @param entry what they say
     * @param bytes as {@link EntryFormat#write} gives them; not to be changed
     * @param layout where in them things are; null as long as nobody needed to know
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
    public record Written(
            CatalogEntry entry, byte[] bytes, @Nullable EntryLayout layout) {}

    private final EntryFormat format;

    /** Writes in the given format. */
    public EntryWriter(EntryFormat format) {
        this.format = format;
    }

    /**
     * Writes an entry.
     *
     * @param before the same entry before the input; null when it is not at hand
     * @param entry the entry after the input
     * @param input what changed it
     */
    public Written write(@Nullable Written before, CatalogEntry entry, CatalogInput input) {
        if (before != null
                && input instanceof CatalogInput.Happened happened
                && happened.event() instanceof StepProgressed event
                && entry instanceof Known known
                && known.state().operation().step(event.step()) instanceof StepState.Running now) {
            Optional<EntryLayout> layout = layout(before)
                    .flatMap(found ->
                            found.progressed(event.step(), now, event.meta().sequence(), event.occurredAt()));
            if (layout.isPresent()) {
                return new Written(entry, layout.get().bytes(), layout.get());
            }
        }
        return new Written(entry, format.write(entry), null);
    }

    private static Optional<EntryLayout> layout(Written written) {
        return written.layout() == null ? EntryLayout.of(written.bytes()) : Optional.of(written.layout());
    }
}
