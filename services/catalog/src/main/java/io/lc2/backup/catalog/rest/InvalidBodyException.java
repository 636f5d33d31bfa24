package io.lc2.backup.catalog.rest;

import java.util.List;

/** A body says what cannot be. */
final class InvalidBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem.FieldError> errors;

    InvalidBodyException(List<Problem.FieldError> errors) {
        super(errors.size() == 1 ? "1 field is wrong." : errors.size() + " fields are wrong.");
        this.errors = List.copyOf(errors);
    }

    InvalidBodyException(String field, String message) {
        this(List.of(new Problem.FieldError(field, message)));
    }

    List<Problem.FieldError> errors() {
        return errors;
    }
}
