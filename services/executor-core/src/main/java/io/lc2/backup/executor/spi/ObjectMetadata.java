package io.lc2.backup.executor.spi;

import java.util.Map;

/**
 * What is kept with an object besides its bytes.
 *
 * @param contentType media type; empty when none was given
 * @param userMetadata names in lower case without a vendor's prefix
 */
public record ObjectMetadata(String contentType, Map<String, String> userMetadata) {

    /** Nothing. */
    public static final ObjectMetadata NONE = new ObjectMetadata("", Map.of());

    public ObjectMetadata {
        userMetadata = Map.copyOf(userMetadata);
    }
}
