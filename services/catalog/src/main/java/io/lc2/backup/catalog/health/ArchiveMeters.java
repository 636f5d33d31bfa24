package io.lc2.backup.catalog.health;

import io.lc2.backup.catalog.archive.ArchiveStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows how archiving is doing as metrics. */
public final class ArchiveMeters implements MeterBinder {

    private final ArchiveStatus status;

    /** Reads from the given one. */
    public ArchiveMeters(ArchiveStatus status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(CatalogMetric.ARCHIVE_RECORDS.meterName(), status, ArchiveStatus::records)
                .description(CatalogMetric.ARCHIVE_RECORDS.meaning())
                .register(registry);
        FunctionCounter.builder(CatalogMetric.ARCHIVE_FAILURES.meterName(), status, ArchiveStatus::failures)
                .description(CatalogMetric.ARCHIVE_FAILURES.meaning())
                .register(registry);
        Gauge.builder(CatalogMetric.ARCHIVE_LAST.meterName(), status, now -> seconds(now.lastPass()))
                .description(CatalogMetric.ARCHIVE_LAST.meaning())
                .register(registry);
    }

    private static double seconds(@Nullable Instant at) {
        return at == null ? Double.NaN : at.getEpochSecond();
    }
}
