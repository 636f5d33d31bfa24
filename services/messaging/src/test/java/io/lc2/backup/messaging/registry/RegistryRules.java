package io.lc2.backup.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.messaging.registry.SchemaNotFoundException.Missing;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every registry must do, the one in memory like a real one. */
abstract class RegistryRules {

    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    private static final Schema FIRST = letter().requiredString("text").endRecord();
    private static final Schema WITH_OPTIONAL =
            letter().requiredString("text").optionalString("note").endRecord();
    private static final Schema WITH_REQUIRED =
            letter().requiredString("text").requiredString("sender").endRecord();

    private String subject;

    /** The registry under test, the same for all tests of a class. */
    abstract SchemaRegistry registry();

    @BeforeEach
    void useASubjectOfItsOwn() {
        subject = "letters/%d and more-%s"
                .formatted(SUBJECTS.incrementAndGet(), getClass().getSimpleName());
        registry().setCompatibility(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void givesTheSameSchemaTheSameId() {
        int id = registry().register(subject, FIRST);

        assertThat(registry().register(subject, FIRST)).isEqualTo(id);
        assertThat(registry().register(subject + "-copy", FIRST)).isEqualTo(id);
        assertThat(registry().idOf(subject, FIRST)).isEqualTo(id);
        assertThat(registry().schemaOf(id)).isEqualTo(FIRST);
        assertThat(registry().subjects()).contains(subject, subject + "-copy");
    }

    @Test
    void givesASecondVersionAnIdOfItsOwn() {
        int first = registry().register(subject, FIRST);
        int second = registry().register(subject, WITH_OPTIONAL);

        assertThat(second).isNotEqualTo(first);
        assertThat(registry().idOf(subject, FIRST)).isEqualTo(first);
        assertThat(registry().idOf(subject, WITH_OPTIONAL)).isEqualTo(second);
    }

    @Test
    void saysThatItDoesNotKnowASubjectOrASchema() {
        assertThatThrownBy(() -> registry().idOf(subject, FIRST))
                .isInstanceOfSatisfying(
                        SchemaNotFoundException.class,
                        e -> assertThat(e.missing()).isEqualTo(Missing.SUBJECT));

        registry().register(subject, FIRST);

        assertThatThrownBy(() -> registry().idOf(subject, WITH_OPTIONAL))
                .isInstanceOfSatisfying(
                        SchemaNotFoundException.class,
                        e -> assertThat(e.missing()).isEqualTo(Missing.SCHEMA));
        assertThatThrownBy(() -> registry().schemaOf(987_654_321))
                .isInstanceOfSatisfying(
                        SchemaNotFoundException.class,
                        e -> assertThat(e.missing()).isEqualTo(Missing.SCHEMA));
    }

    @Test
    void judgesASchemaWithoutRegisteringIt() {
        assertThat(registry().check(subject, FIRST).compatible()).isTrue();
        registry().register(subject, FIRST);

        assertThat(registry().check(subject, WITH_OPTIONAL).compatible()).isTrue();
        assertThat(registry().check(subject, WITH_REQUIRED).compatible()).isFalse();
        assertThatThrownBy(() -> registry().idOf(subject, WITH_OPTIONAL)).isInstanceOf(SchemaNotFoundException.class);
    }

    @Test
    void refusesAnIncompatibleSchemaUnlessTheSubjectAllowsIt() {
        registry().register(subject, FIRST);

        assertThatThrownBy(() -> registry().register(subject, WITH_REQUIRED))
                .isInstanceOfSatisfying(
                        IncompatibleSchemaException.class,
                        e -> assertThat(e.subject()).isEqualTo(subject))
                .hasMessageContaining(subject);

        registry().setCompatibility(subject, CompatibilityLevel.FORWARD);
        assertThat(registry().register(subject, WITH_REQUIRED)).isPositive();
    }

    @Test
    void keepsTheGeneralLevelAndThatOfASubject() {
        assertThat(registry().compatibility()).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
        assertThat(registry().compatibility(subject)).isEmpty();

        registry().setCompatibility(subject, CompatibilityLevel.NONE);

        assertThat(registry().compatibility(subject)).contains(CompatibilityLevel.NONE);
        assertThat(registry().compatibility()).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void comparesWithAllVersionsWhenTransitive() {
        Schema withDefault = letter().requiredString("text")
                .name("note")
                .type()
                .stringType()
                .stringDefault("")
                .endRecord();
        Schema withNumber = letter().requiredString("text")
                .name("note")
                .type()
                .intType()
                .intDefault(0)
                .endRecord();
        registry().register(subject, withDefault);
        registry().register(subject, FIRST);

        assertThat(registry().check(subject, withNumber).compatible()).isFalse();
        assertThatThrownBy(() -> registry().register(subject, withNumber))
                .isInstanceOf(IncompatibleSchemaException.class);

        registry().setCompatibility(subject, CompatibilityLevel.FULL);
        assertThat(registry().register(subject, withNumber)).isPositive();
    }

    private static SchemaBuilder.FieldAssembler<Schema> letter() {
        return SchemaBuilder.record("Letter")
                .namespace("io.lc2.backup.messaging.sample")
                .fields();
    }
}
