package io.lc2.backup.messaging.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registries in memory behind {@code mock://scope}, for unit tests only.
 *
 * <p>This is the one place with static state: a serializer and a deserializer that Kafka makes from class names can meet only through
 * something static, and the scope's name is all they have in common.
 */
public final class MockRegistryScopes {

    private static final Map<String, MockSchemaRegistry> SCOPES = new ConcurrentHashMap<>();

    private MockRegistryScopes() {}

    static SchemaRegistry open(String scope) {
        return SCOPES.computeIfAbsent(scope, name -> new MockSchemaRegistry());
    }

    /** Forgets a scope, so that the next use of its name starts empty; does nothing when there is none. */
    public static void drop(String scope) {
        SCOPES.remove(scope);
    }
}
