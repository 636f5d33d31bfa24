package io.lc2.backup.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.platform.Sites;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolScenesTest {

    private static final Site SITE = Sites.of(1).getFirst();

    private final ScriptedBackups backups = new ScriptedBackups();
    private final PoolScenes scenes = new PoolScenes(backups, List.of(SITE), new Random(1), Duration.ZERO);

    @Test
    void collectsAfterAPurgeThatHasFoundSomethingUnneeded() throws InterruptedException {
        assertThat(scenes.collection()).contains("d4");

        assertThat(backups.asked()).containsExactly("b1", "b2");
        assertThat(backups.deleted()).containsExactly("b2", "b1");
    }

    @Test
    void collectsAtOnceWhereSomethingUnneededWaits() throws InterruptedException {
        backups.awaitEnd(backups.changedBackup(SITE));
        backups.awaitEnd(backups.changedBackup(SITE));
        backups.deletion("b2");

        assertThat(scenes.collection()).contains("d4");
        assertThat(backups.deleted()).containsExactly("b2", "b1");
    }

    @Test
    void collectsWithTheNextBackupWhenOneFails() throws InterruptedException {
        backups.failing(SITE, 1);

        assertThat(scenes.collection()).contains("d5");
        assertThat(backups.deleted()).containsExactly("b3", "b2");
    }

    @Test
    void removesNoOtherBackupWhenNoneSharesItsObjects() throws InterruptedException {
        backups.failing(SITE, 100);

        assertThat(scenes.collection()).isEmpty();
        assertThat(backups.deleted()).isEmpty();
        assertThat(backups.asked()).hasSize(3);
    }

    @Test
    void asksForAnIncrementOnlyWhereThereIsSomethingToTakeOver() throws InterruptedException {
        assertThat(scenes.increment()).contains("b2");

        ScriptedBackups none = new ScriptedBackups().failing(SITE, 100);
        assertThat(new PoolScenes(none, List.of(SITE), new Random(1), Duration.ZERO).increment())
                .isEmpty();
    }
}
