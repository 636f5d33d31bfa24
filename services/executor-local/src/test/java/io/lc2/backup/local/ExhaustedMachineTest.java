package io.lc2.backup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExhaustedMachineTest {

    private final List<Integer> halted = new ArrayList<>();
    private final ExhaustedMachine handler = new ExhaustedMachine(halted::add);

    @Test
    void endsTheProcessWhenAThreadFindsNoMemory() throws InterruptedException {
        die(new OutOfMemoryError("test"));

        assertThat(halted).containsExactly(ExhaustedMachine.EXIT_CODE);
    }

    @Test
    void goesOnAfterAnyOtherDefect() throws InterruptedException {
        die(new IllegalStateException("test"));

        assertThat(halted).isEmpty();
    }

    private void die(Throwable cause) throws InterruptedException {
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler(handler).start(() -> {
            if (cause instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) cause;
        });
        thread.join();
    }
}
