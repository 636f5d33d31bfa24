package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Runs a step and says how it ended, whatever it threw. */
final class StepRun {

    private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);

    private final Map<StepKind, Step> steps = new EnumMap<>(StepKind.class);

    StepRun(Collection<Step> steps) {
        for (Step step : steps) {
            if (this.steps.put(step.kind(), step) != null) {
                throw new IllegalArgumentException("two steps for " + step.kind());
            }
        }
    }

    @SuppressWarnings(
            "checkstyle:IllegalCatch") // The one boundary: a defect in a step ends the step, not the executor.
    StepReport outcome(Attempt attempt) {
        StepAttempt id = attempt.id();
        about(LOG.atInfo(), id).log("Step starts");
        try {
            Step step = steps.get(id.step());
            if (step == null) {
                return new StepReport.Failed(id, unsupported(id));
            }
            return new StepReport.Succeeded(
                    id, step.run(new StepContext(attempt.order().operation(), attempt)));
        } catch (StepStoppedException stopped) {
            return new StepReport.Stopped(id);
        } catch (ProviderException failure) {
            return attempt.stopping() ? new StepReport.Stopped(id) : failed(id, failure);
        } catch (RuntimeException defect) {
            if (attempt.stopping()) {
                return new StepReport.Stopped(id);
            }
            about(LOG.atError(), id).setCause(defect).log("Step ended with a defect");
            return new StepReport.Failed(id, defect(id, defect));
        }
    }

    private static StepReport failed(StepAttempt id, ProviderException failure) {
        about(LOG.atWarn(), id)
                .setCause(failure)
                .addKeyValue("code", failure.code())
                .log("Step failed");
        return new StepReport.Failed(id, failure.toFailure(id.step().component()));
    }

    private static LoggingEventBuilder about(LoggingEventBuilder event, StepAttempt id) {
        return event.addKeyValue("operationId", id.operationId())
                .addKeyValue("step", id.step())
                .addKeyValue("attempt", id.number());
    }

    private static Failure unsupported(StepAttempt id) {
        return new Failure(
                FailureCode.NOT_SUPPORTED,
                id.step().component(),
                "This executor has no step " + id.step(),
                "Run executors of one release only; upgrade this one.");
    }

    private static Failure defect(StepAttempt id, RuntimeException defect) {
        return new Failure(
                FailureCode.INTERNAL_ERROR,
                id.step().component(),
                "Unexpected " + defect.getClass().getSimpleName() + " in " + id.step(),
                "Look for the operation id in the executor's log and report the stack trace.");
    }
}
