package io.lc2.backup.executor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    private static final List<String> KEYS =
            List.of("", "a", "a/b", "a-b", "a.b", "A", "z", "é", "ü", "漢", "\uE000", "\uFFFD", "😀", "😁", "a😀", "aé");

    @Test
    void ordersKeysAsTheirUtf8Bytes() {
        List<String> byBytes = new ArrayList<>(KEYS);
        byBytes.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));

        assertThat(KEYS.stream().sorted(KeyOrder.ASCENDING)).containsExactlyElementsOf(byBytes);
        assertThat(KEYS.stream().sorted()).isNotEqualTo(byBytes);
    }
}
