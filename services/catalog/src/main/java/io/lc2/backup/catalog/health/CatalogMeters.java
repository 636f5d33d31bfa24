package io.lc2.backup.catalog.health;

import io.lc2.backup.catalog.fold.FoldMeter;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows how fold and projection are doing as metrics. */
public final class CatalogMeters implements MeterBinder {

    private final FoldMeter fold;
    private final ProjectorStatus projection;

    /** Reads from the given ones. */
    public CatalogMeters(FoldMeter fold, ProjectorStatus projection) {
        this.fold = fold;
        this.projection = projection;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(CatalogMetric.FOLD_CHANGES.meterName(), fold, FoldMeter::changes)
                .description(CatalogMetric.FOLD_CHANGES.meaning())
                .register(registry);
        FunctionCounter.builder(CatalogMetric.PROJECTION_RECORDS.meterName(), projection, ProjectorStatus::projected)
                .description(CatalogMetric.PROJECTION_RECORDS.meaning())
                .register(registry);
        Gauge.builder(
                        CatalogMetric.PROJECTION_LAG.meterName(),
                        projection,
                        status -> status.now().lag())
                .description(CatalogMetric.PROJECTION_LAG.meaning())
                .register(registry);
        Gauge.builder(
                        CatalogMetric.PROJECTION_ALIVE.meterName(),
                        projection,
                        status -> status.now().alive() ? 1 : 0)
                .description(CatalogMetric.PROJECTION_ALIVE.meaning())
                .register(registry);
    }
}
