package io.lc2.backup.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run does.
 *
 * @param seed of everything that is drawn
 * @param cells which faults, where
 * @param operations asked for at least, before everything settles
 * @param longest after which no further fault is injected
 * @param metadataOutage how long the catalog's PostgreSQL is away
 * @param heap of each executor
 * @param directory where everything is; must not exist, and is gone at the end unless something was found
 */
record ChaosSettings(
        long seed,
        Cell.Choice cells,
        int operations,
        Duration longest,
        Duration metadataOutage,
        String heap,
        Path directory) {}
