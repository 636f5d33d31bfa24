package io.lc2.backup.messaging.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A schema registry that speaks Confluent's REST API (Confluent, Apicurio's ccompat, Karapace, Redpanda).
 *
 * <p>Thread-safe. Every call may throw a {@link SchemaRegistryException}: each of its subclasses is one kind of failure, and
 * only {@link SchemaRegistryUnavailableException} is worth a retry. A call waits at most {@code http.read.timeout.ms} per
 * configured address.
 */
public interface SchemaRegistry extends AutoCloseable {

    /**
     * Connects lazily to the registry that the configuration names, see {@link SchemaRegistryConfig}.
     *
     * @param config keys as Confluent's clients name them; foreign keys are ignored
     * @throws org.apache.kafka.common.config.ConfigException when a key is missing or wrong
     */
    static SchemaRegistry connect(Map<String, ?> config) {
        RegistrySettings settings = RegistrySettings.from(config);
        String scope = settings.mockScope();
        return scope == null
                ? new CachingSchemaRegistry(new HttpSchemaRegistry(settings))
                : MockRegistryScopes.open(scope);
    }

    /**
     * Adds a schema to a subject and returns its id; idempotent, the same schema gets the same id.
     *
     * @throws IncompatibleSchemaException when the subject's compatibility level forbids the schema
     */
    int register(String subject, Schema schema);

    /**
     * The id of a schema that is registered under a subject.
     *
     * @throws SchemaNotFoundException when the subject does not exist or does not have the schema
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema with an id; asked from the registry once, since ids are never reused.
     *
     * @throws SchemaNotFoundException when no schema has this id
     * @throws UnsupportedSchemaException when it is not Avro or cannot be parsed
     */
    Schema schemaOf(int id);

    /** Sets what is demanded of subjects without a level of their own; idempotent. */
    void setCompatibility(CompatibilityLevel level);

    /** Sets what is demanded of new schemas of one subject, which need not exist yet; idempotent. */
    void setCompatibility(String subject, CompatibilityLevel level);

    /** The level of subjects without one of their own. */
    CompatibilityLevel compatibility();

    /** The subject's own level; empty when it has none, so the general one holds. */
    Optional<CompatibilityLevel> compatibility(String subject);

    /**
     * Whether {@link #register} would accept the schema; a subject that does not exist accepts every schema. Apicurio compares with
     * all versions even where the subject's level is not transitive, so it may say no here and accept the schema all the same.
     */
    CompatibilityVerdict check(String subject, Schema schema);

    /** All subjects, in no particular order. */
    List<String> subjects();

    /** Lets go of connections; a call under way fails as unavailable. */
    @Override
    void close();
}
