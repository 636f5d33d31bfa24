package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PartBuffersTest {

    private static final int PART = 1 << 20;

    @Test
    void givesNoMoreThanThereIs() {
        PartBuffers buffers = new PartBuffers(2 * PART, PART, Duration.ofMillis(20));
        byte[] first = buffers.take(PART);
        assertThat(buffers.take(PART)).hasSize(PART);

        assertThatThrownBy(() -> buffers.take(1)).isInstanceOf(TransientProviderException.class);

        buffers.giveBack(first);
        assertThat(buffers.take(PART)).isSameAs(first);
    }

    @Test
    void handsRoomToWhoWaits() {
        PartBuffers buffers = new PartBuffers(PART, PART, Duration.ofSeconds(10));
        byte[] only = buffers.take(PART);
        CompletableFuture<byte[]> waiting = CompletableFuture.supplyAsync(() -> buffers.take(10));

        buffers.giveBack(only);

        assertThat(waiting.join()).hasSize(10);
    }

    @Test
    void givesAPartLargerThanEverythingToOneAtATime() {
        PartBuffers buffers = new PartBuffers(PART, PART, Duration.ofMillis(20));
        byte[] large = buffers.take(3 * PART);

        assertThatThrownBy(() -> buffers.take(1)).isInstanceOf(TransientProviderException.class);

        buffers.giveBack(large);
        assertThat(buffers.take(1)).hasSize(1);
    }
}
