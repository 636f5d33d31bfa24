package io.lc2.backup.messaging.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads parts of a record so that a failure names the path to the field. */
final class Reading {

    private Reading() {}

    /** Reads what the field holds. */
    static <T> T in(String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (MalformedRecordException e) {
            throw e.within(field);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(field, String.valueOf(e.getMessage()));
        }
    }

    /** Makes the value that the parts read so far belong to; its own rule may be what they break. */
    static <T> T whole(Supplier<T> make) {
        return in("", make);
    }

    /** Reads every element of a list. */
    static <A, T> List<T> each(String field, List<A> values, Function<A, T> read) {
        List<T> result = new ArrayList<>(values.size());
        for (A value : values) {
            int index = result.size();
            result.add(in(field + "[" + index + "]", () -> read.apply(value)));
        }
        return result;
    }

    /** Reads a field that may be null. */
    static <A, T> @Nullable T optional(String field, @Nullable A value, Function<A, T> read) {
        return value == null ? null : in(field, () -> read.apply(value));
    }

    /** A nullable field that must be there because of what the others say. */
    static <A> A required(String field, @Nullable A value) {
        if (value == null) {
            throw new MalformedRecordException(field, "must be set");
        }
        return value;
    }
}
