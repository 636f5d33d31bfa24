package io.lc2.backup.standalone.platform;

import io.lc2.backup.commandapi.CommandApiApplication;
import io.lc2.backup.embedded.EmbeddedNode;
import java.net.URI;
import org.springframework.context.ConfigurableApplicationContext;

/** How each service is started on the embedded node: its settings as arguments, its end ordered by us. */
final class PlatformServices {

    private final EmbeddedNode node;
    private final PlatformSettings settings;

    PlatformServices(EmbeddedNode node, PlatformSettings settings) {
        this.node = node;
        this.settings = settings;
    }

    /** Makes what the services expect to be there: topics, subjects, databases, buckets. */
    void prepare() {}

    ConfigurableApplicationContext commandApi(URI catalog) {
        return CommandApiApplication.start(
                false,
                port(settings.commandApiPort()),
                "--lc2.command-api.catalog-url=" + catalog,
                "--lc2.command-api.bootstrap-servers=" + node.broker().bootstrapServers(),
                "--lc2.command-api.schema-registry-url=" + node.registry().url());
    }

    private static String port(int first) {
        return "--server.port=" + LoopbackPorts.firstFree(first);
    }
}
