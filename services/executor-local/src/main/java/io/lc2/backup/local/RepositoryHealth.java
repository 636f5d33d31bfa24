package io.lc2.backup.local;

import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.ProviderException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready when the repository's bucket can be reached; every change is logged once, with what to do about it. */
final class RepositoryHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryHealth.class);
    private static final String REACHED = "";

    private final ConfiguredStores stores;
    private final AtomicReference<String> last = new AtomicReference<>(REACHED);

    RepositoryHealth(ConfiguredStores stores) {
        this.stores = stores;
    }

    @Override
    public Health health() {
        try {
            ConfiguredStores.Repository repository = stores.repository();
            if (stores.buckets(repository.storeName()).exists(repository.bucket())) {
                return reached();
            }
            return away(
                    "BUCKET_NOT_FOUND",
                    "The store " + repository.storeName() + " has no bucket " + repository.bucket(),
                    "Create it, or name another one as lc2.executor.repository.bucket.");
        } catch (ProviderException away) {
            return away(away.code().name(), String.valueOf(away.getMessage()), away.nextStep());
        }
    }

    private Health reached() {
        if (!last.getAndSet(REACHED).equals(REACHED)) {
            LOG.atInfo().log("The repository is reached again");
        }
        return Health.up().build();
    }

    private Health away(String code, String problem, String nextStep) {
        if (!last.getAndSet(problem).equals(problem)) {
            LOG.atError()
                    .addKeyValue("code", code)
                    .addKeyValue("problem", problem)
                    .addKeyValue("nextStep", nextStep)
                    .log("The repository cannot be reached; this executor is not ready");
        }
        return Health.outOfService().withDetail("code", code).build();
    }
}
