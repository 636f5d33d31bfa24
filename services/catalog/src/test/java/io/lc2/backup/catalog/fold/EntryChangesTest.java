package io.lc2.backup.catalog.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EntryChangesTest {

    private final EntryChanges changes = new EntryChanges();

    @Test
    void wakesWhoWaits() throws Exception {
        try (EntryChanges.Watch watch = changes.watch("acme/b1")) {
            CompletableFuture<Boolean> woken =
                    CompletableFuture.supplyAsync(() -> await(watch, Duration.ofSeconds(10)));

            changes.changed("acme/b1");

            assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsAChangeForWhoWaitsLaterAndSeveralAsOne() {
        try (EntryChanges.Watch watch = changes.watch("acme/b1")) {
            changes.changed("acme/b1");
            changes.changed("acme/b1");

            assertThat(await(watch, Duration.ZERO)).isTrue();
            assertThat(await(watch, Duration.ZERO)).isFalse();
        }
    }

    @Test
    void tellsNobodyOfTheChangesOfOthers() {
        try (EntryChanges.Watch watch = changes.watch("acme/b1")) {
            changes.changed("acme/b2");

            assertThat(await(watch, Duration.ZERO)).isFalse();
        }
    }

    @Test
    void forgetsWhoHasGone() {
        EntryChanges.Watch gone = changes.watch("acme/b1");
        EntryChanges.Watch stays = changes.watch("acme/b1");

        gone.close();
        changes.changed("acme/b1");

        assertThat(await(gone, Duration.ZERO)).isFalse();
        assertThat(await(stays, Duration.ZERO)).isTrue();
    }

    private static boolean await(EntryChanges.Watch watch, Duration atMost) {
        try {
            return watch.await(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
