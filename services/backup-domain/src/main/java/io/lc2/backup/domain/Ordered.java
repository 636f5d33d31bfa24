package io.lc2.backup.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Unmodifiable copies with an order that is the same in every process, unlike that of {@link Set#copyOf} and
 * {@link Map#copyOf}, so that equal values are written as equal bytes.
 */
public final class Ordered {

    private Ordered() {}

    /**
     * A copy in the order of the enumeration.
     *
     * @param type the enumeration
     * @param values any number of its values
     */
    public static <E extends Enum<E>> Set<E> set(Class<E> type, Collection<E> values) {
        Set<E> copy = EnumSet.noneOf(type);
        copy.addAll(values);
        return Collections.unmodifiableSet(copy);
    }

    /**
     * A copy in the order of its keys.
     *
     * @param values any map without nulls
     */
    public static <V> Map<String, V> map(Map<String, V> values) {
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
