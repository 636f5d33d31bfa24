package io.lc2.backup.messaging.registry;

import io.lc2.backup.messaging.registry.SchemaNotFoundException.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.jspecify.annotations.Nullable;

/** A registry in memory with the rules of a real one: one id per schema, subjects with versions, compatibility per subject. */
final class MockSchemaRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Schema>> subjects = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel general = CompatibilityLevel.BACKWARD;

    @Override
    public synchronized int register(String subject, Schema schema) {
        if (!subjects.getOrDefault(subject, List.of()).contains(schema)) {
            CompatibilityVerdict verdict = check(subject, schema);
            if (!verdict.compatible()) {
                throw new IncompatibleSchemaException(subject, String.join("; ", verdict.messages()));
            }
            subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(schema);
        }
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        List<Schema> versions = subjects.get(subject);
        if (versions == null) {
            throw new SchemaNotFoundException(Missing.SUBJECT, "Subject '%s' not found.".formatted(subject));
        }
        if (!versions.contains(schema)) {
            throw new SchemaNotFoundException(
                    Missing.SCHEMA, "Subject '%s' does not have this schema.".formatted(subject));
        }
        return schemas.indexOf(schema) + 1;
    }

    @Override
    public synchronized Schema schemaOf(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new SchemaNotFoundException(Missing.SCHEMA, "Schema %d not found.".formatted(id));
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized void setCompatibility(CompatibilityLevel level) {
        general = level;
    }

    @Override
    public synchronized void setCompatibility(String subject, CompatibilityLevel level) {
        levels.put(subject, level);
    }

    @Override
    public synchronized CompatibilityLevel compatibility() {
        return general;
    }

    @Override
    public synchronized Optional<CompatibilityLevel> compatibility(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    @Override
    public synchronized CompatibilityVerdict check(String subject, Schema schema) {
        SchemaValidator validator = validator(levels.getOrDefault(subject, general));
        if (validator == null) {
            return new CompatibilityVerdict(true, List.of());
        }
        try {
            // The validator takes the newest version first.
            validator.validate(schema, subjects.getOrDefault(subject, List.of()).reversed());
            return new CompatibilityVerdict(true, List.of());
        } catch (SchemaValidationException e) {
            return new CompatibilityVerdict(false, List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** Nothing to let go of: the scope outlives its users. */
    @Override
    public void close() {}

    private static @Nullable SchemaValidator validator(CompatibilityLevel level) {
        SchemaValidatorBuilder builder = new SchemaValidatorBuilder();
        return switch (level) {
            case NONE -> null;
            case BACKWARD -> builder.canReadStrategy().validateLatest();
            case BACKWARD_TRANSITIVE -> builder.canReadStrategy().validateAll();
            case FORWARD -> builder.canBeReadStrategy().validateLatest();
            case FORWARD_TRANSITIVE -> builder.canBeReadStrategy().validateAll();
            case FULL -> builder.mutualReadStrategy().validateLatest();
            case FULL_TRANSITIVE -> builder.mutualReadStrategy().validateAll();
        };
    }
}
