package io.lc2.backup.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MockSchemaRegistryTest extends RegistryRules {

    private final SchemaRegistry registry = new MockSchemaRegistry();

    @Override
    SchemaRegistry registry() {
        return registry;
    }

    @Test
    void saysWhyASchemaIsIncompatible() {
        registry.setCompatibility(CompatibilityLevel.BACKWARD);
        registry.register("s", Schema.create(Schema.Type.STRING));

        assertThat(registry.check("s", Schema.create(Schema.Type.INT)).messages())
                .isNotEmpty();
    }

    @Test
    void sharesAScopeByItsNameUntilItIsDropped() {
        Schema schema = Schema.create(Schema.Type.STRING);
        Map<String, Object> config = Map.of(SchemaRegistryConfig.URL, "mock://MockSchemaRegistryTest");
        SchemaRegistry.connect(config).register("s", schema);

        assertThat(SchemaRegistry.connect(config).subjects()).containsExactly("s");
        assertThat(SchemaRegistry.connect(Map.of(SchemaRegistryConfig.URL, "mock://MockSchemaRegistryTest.other"))
                        .subjects())
                .isEmpty();

        MockRegistryScopes.drop("MockSchemaRegistryTest");
        MockRegistryScopes.drop("MockSchemaRegistryTest.other");
        assertThat(SchemaRegistry.connect(config).subjects()).isEmpty();
        MockRegistryScopes.drop("MockSchemaRegistryTest");
    }
}
