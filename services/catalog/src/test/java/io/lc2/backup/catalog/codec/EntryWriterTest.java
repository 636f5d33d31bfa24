package io.lc2.backup.catalog.codec;

import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.meta;
import static io.lc2.backup.catalog.LogFixtures.plan;
import static io.lc2.backup.catalog.LogFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.catalog.codec.EntryWriter.Written;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.messaging.codec.TopicSerdes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryWriterTest {

    private final TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://writer"));
    private final EntryFormat format = LogFormats.of(serdes).entries();
    private final EntryWriter writer = new EntryWriter(format);

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void writesEveryStateOfABackupAsAWhole() {
        assertWrittenAsAWhole(backup("b1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void writesProgressOfSeveralStepsAsIfTheEntryWereWrittenAsAWhole(long seed) {
        assertWrittenAsAWhole(running(new Random(seed)));
    }

    @Test
    void findsNothingToReplaceInAPendingEntry() {
        assertThat(EntryLayout.of(format.write(new CatalogEntry.Pending(askBackup("b1")))))
                .isEmpty();
    }

    /** Two steps at once, progress of every size, with and without a checkpoint. */
    private static List<OperationEvent> running(Random random) {
        StepKind[] steps = {StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS};
        List<OperationEvent> events = new ArrayList<>();
        events.add(new OperationEvent.BackupRequested(meta(OperationKind.BACKUP, "b1", 1), request(), plan(steps)));
        events.add(new OperationEvent.OperationStarted(meta(OperationKind.BACKUP, "b1", 2)));
        for (StepKind step : steps) {
            events.add(new OperationEvent.StepStarted(
                    meta(OperationKind.BACKUP, "b1", events.size() + 1L), step, 1, StartReason.READY));
        }
        for (int n = 0; n < 60; n++) {
            Progress progress = new Progress(
                    random.nextLong(1L << random.nextInt(1, 62)),
                    random.nextBoolean() ? Progress.UNKNOWN : random.nextLong(1L << 40),
                    random.nextInt(1_000_000),
                    Progress.UNKNOWN);
            String checkpoint = random.nextBoolean() ? null : "größe-" + "x".repeat(random.nextInt(200));
            events.add(new OperationEvent.StepProgressed(
                    meta(OperationKind.BACKUP, "b1", events.size() + 1L),
                    steps[random.nextInt(steps.length)],
                    1,
                    progress,
                    checkpoint));
        }
        return events;
    }

    private void assertWrittenAsAWhole(List<OperationEvent> events) {
        Map<OperationId, CatalogEntry> entries = new HashMap<>();
        Written written = null;
        for (OperationEvent event : events) {
            CatalogInput input = new CatalogInput.Happened(event);
            CatalogEntry after = CatalogFold.changes(input, entries::get).get(new OperationId("b1"));
            entries.put(new OperationId("b1"), after);
            written = writer.write(written, after, input);
            assertThat(written.bytes()).as(event.toString()).isEqualTo(format.write(after));
        }
    }
}
