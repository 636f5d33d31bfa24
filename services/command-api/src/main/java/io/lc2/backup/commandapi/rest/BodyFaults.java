package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.request.Violation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with JSON without repeating it: values may be secrets, and Jackson's texts quote them. */
final class BodyFaults {

    private BodyFaults() {}

    static Violation describe(JacksonException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException f ->
                new Violation(path(f), "is not a known field; known here: " + known(f.getKnownPropertyIds()));
            case MismatchedInputException f -> new Violation(path(f), "must be " + expected(f.getTargetType()));
            case InputCoercionException f -> new Violation(path(f), "must be a whole number of at most 32 bits");
            case JacksonException f -> new Violation("", "is not JSON, or names a field twice" + at(f.getLocation()));
        };
    }

    private static String path(JacksonException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : fault.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String known(@Nullable Collection<Object> names) {
        return names == null
                ? "none"
                : String.join(
                        ", ", names.stream().map(Object::toString).sorted().toList());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == String.class) {
            return "a text";
        } else if (type == Boolean.class) {
            return "true or false";
        } else if (type == Integer.class) {
            return "a whole number";
        } else if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "an object";
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
