package io.lc2.backup.messaging.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One address of the registry.
 *
 * @param base without user info and without a slash at the end
 * @param authorization value of the Authorization header, null when none is sent
 */
record RegistryNode(URI base, @Nullable String authorization) {

    static RegistryNode of(URI base, @Nullable String userInfo) {
        return new RegistryNode(
                base,
                userInfo == null ? null : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
    }

    /** Only the address: the rest is secret. */
    @Override
    public String toString() {
        return base.toString();
    }
}
