package io.lc2.backup.standalone.background;

import io.lc2.backup.standalone.platform.Addresses;
import java.util.List;

/** What somebody who has just started it needs to know. */
final class Guide {

    private final DataDirectory data;
    private final Addresses addresses;

    Guide(DataDirectory data, Addresses addresses) {
        this.data = data;
        this.addresses = addresses;
    }

    List<String> lines() {
        return List.of(
                "",
                "  Command API   " + addresses.apiUrl() + "   (OpenAPI: " + addresses.apiUrl() + "/v3/api-docs)",
                "  Catalog API   " + addresses.catalogUrl(),
                "  Executor      " + addresses.executorUrl() + "/health/ready",
                "  Scheduler     " + addresses.schedulerUrl() + "/health/ready",
                "  Kafka         " + addresses.kafka() + "   (registry: " + addresses.schemaRegistryUrl() + ")",
                "  S3            " + addresses.s3().address() + "   (keys: " + data.root() + "/node/s3/*.secret)",
                "",
                "  Logs          " + data.logs(),
                "  Your data     name your databases and stores in " + data.executorSettings() + ",",
                "                then  ./lc2 down  and  ./lc2 up",
                "",
                "Next:  ./lc2 backup --help");
    }
}
