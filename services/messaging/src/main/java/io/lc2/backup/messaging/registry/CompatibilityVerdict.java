package io.lc2.backup.messaging.registry;

import java.util.List;

/**
 * What a registry says about a schema that is not registered yet.
 *
 * @param compatible whether {@link SchemaRegistry#register} would accept the schema
 * @param messages the registry's reasons, empty when compatible or when it gives none
 */
public record CompatibilityVerdict(boolean compatible, List<String> messages) {

    public CompatibilityVerdict {
        messages = List.copyOf(messages);
    }
}
