package io.lc2.backup.messaging.codec;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The symbols of an Avro enumeration and the constants of the domain they stand for, matched by name.
 *
 * @param <D> domain enumeration
 * @param <A> Avro enumeration, which has the further symbol {@code UNKNOWN}
 */
final class Symbols<D extends Enum<D>, A extends Enum<A>> {

    private static final String UNKNOWN = "UNKNOWN";

    private final Class<D> domain;
    private final Map<D, A> outward;
    private final Map<A, D> inward;

    private Symbols(Class<D> domain, Class<A> avro) {
        this.domain = domain;
        outward = new EnumMap<>(domain);
        inward = new EnumMap<>(avro);
    }

    static <D extends Enum<D>, A extends Enum<A>> Symbols<D, A> of(Class<D> domain, Class<A> avro) {
        Symbols<D, A> symbols = new Symbols<>(domain, avro);
        for (D constant : domain.getEnumConstants()) {
            A symbol = Enum.valueOf(avro, constant.name());
            symbols.outward.put(constant, symbol);
            symbols.inward.put(symbol, constant);
        }
        Set<A> unmatched = EnumSet.allOf(avro);
        unmatched.removeAll(symbols.inward.keySet());
        if (!unmatched.equals(EnumSet.of(Enum.valueOf(avro, UNKNOWN)))) {
            throw new IllegalStateException(avro.getSimpleName() + " has symbols without a constant: " + unmatched);
        }
        return symbols;
    }

    A toAvro(D constant) {
        return Objects.requireNonNull(outward.get(constant));
    }

    List<A> toAvro(Set<D> constants) {
        return constants.stream().map(this::toAvro).toList();
    }

    D fromAvro(String field, A symbol) {
        D constant = inward.get(symbol);
        if (constant == null) {
            throw new MalformedRecordException(
                    field, "holds a " + domain.getSimpleName() + " that this version does not know");
        }
        return constant;
    }

    Set<D> fromAvro(String field, Collection<A> symbols) {
        Set<D> result = EnumSet.noneOf(domain);
        for (A symbol : symbols) {
            result.add(fromAvro(field, symbol));
        }
        return result;
    }
}
