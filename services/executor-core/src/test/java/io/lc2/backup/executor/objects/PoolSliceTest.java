package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PoolSliceTest {

    private static String name(String digits) {
        String whole = digits + "0".repeat(64 - digits.length());
        return whole.substring(0, 2) + "/" + whole;
    }

    @Test
    void tellsWhatIsNeeded() {
        Random random = new Random(7);
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 5000; i++) {
            names.add(name("%016x".formatted(random.nextLong())));
        }
        PoolSlice slice = new PoolSlice();
        names.forEach(slice::add);
        Set<String> needed = new HashSet<>();
        names.stream().filter(name -> random.nextBoolean()).forEach(needed::add);

        needed.forEach(slice::need);
        slice.need(name("0123456789abcdef"));

        assertThat(names).allSatisfy(name -> assertThat(slice.isNeeded(name)).isEqualTo(needed.contains(name)));
        assertThat(slice.needed()).isEqualTo(needed.size());
        assertThat(slice.size()).isEqualTo(names.size());
    }

    @Test
    void keepsEveryNameThatBeginsLikeANeededOne() {
        PoolSlice slice = new PoolSlice();
        slice.add(name("00ff"));
        slice.add(name("0123456789abcdef1"));
        slice.add(name("0123456789abcdef2"));
        slice.add(name("0123456789abcdef3"));
        slice.add(name("ff00"));

        slice.need(name("0123456789abcdef2"));

        assertThat(slice.isNeeded(name("0123456789abcdef1"))).isTrue();
        assertThat(slice.isNeeded(name("0123456789abcdef3"))).isTrue();
        assertThat(slice.isNeeded(name("00ff"))).isFalse();
        assertThat(slice.isNeeded(name("ff00"))).isFalse();
    }

    @Test
    void keepsWhatNobodyHasAskedAbout() {
        assertThat(new PoolSlice().isNeeded(name("ab"))).isTrue();
    }

    @Test
    void knowsNamesOfItsOwn() {
        assertThat(ObjectPool.isName(name("ab12"))).isTrue();
        assertThat(ObjectPool.isName("ab/" + "ab12")).isFalse();
        assertThat(ObjectPool.isName("ac/" + name("ab12").substring(3))).isFalse();
        assertThat(ObjectPool.isName(name("aG12"))).isFalse();
        assertThat(ObjectPool.isName(name("ab12") + "0")).isFalse();
        assertThat(ObjectPool.number(name("8000000000000001"))).isEqualTo(Long.MIN_VALUE + 1);
    }
}
