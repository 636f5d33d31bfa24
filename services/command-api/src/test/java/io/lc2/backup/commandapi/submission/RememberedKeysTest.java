package io.lc2.backup.commandapi.submission;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lc2.backup.domain.CommandId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RememberedKeysTest {

    private final RememberedKeys keys = new RememberedKeys(2);

    @Test
    void letsTheSameRequestPassAgain() {
        keys.note(command(1), "a");

        assertThatCode(() -> keys.note(command(1), "a")).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherRequest() {
        keys.note(command(1), "a");

        assertThatExceptionOfType(KeyReusedException.class).isThrownBy(() -> keys.note(command(1), "b"));
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        keys.note(command(1), "a");
        keys.note(command(2), "a");
        keys.note(command(3), "a");

        assertThatCode(() -> keys.note(command(1), "b")).doesNotThrowAnyException();
        assertThatExceptionOfType(KeyReusedException.class).isThrownBy(() -> keys.note(command(3), "b"));
    }

    private static CommandId command(long number) {
        return new CommandId(new UUID(0, number));
    }
}
