package io.lc2.backup.commandapi.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text is the name of a value of an enumeration, as in {@link WireNames}; the message lists the names. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneOf.Validator.class)
@interface OneOf {

    Class<? extends Enum<?>> value();

    String message() default "must be one of the allowed names";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says which names there are when it refuses one. */
    final class Validator implements ConstraintValidator<OneOf, String> {

        private List<String> names = List.of();

        @Override
        public void initialize(OneOf annotation) {
            names = WireNames.of(annotation.value());
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || names.contains(text)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must be one of " + String.join(", ", names))
                    .addConstraintViolation();
            return false;
        }
    }
}
