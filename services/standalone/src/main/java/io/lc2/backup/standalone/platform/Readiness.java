package io.lc2.backup.standalone.platform;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the services of a running platform how they are. */
public final class Readiness {

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);

    private Readiness() {}

    /** What each service says of itself; empty if it is ready. */
    public static Map<String, String> of(Addresses addresses) throws InterruptedException {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("command-api", addresses.apiUrl());
        services.put("catalog", addresses.catalogUrl());
        services.put("executor-local", addresses.executorUrl());
        services.put("scheduler", addresses.schedulerUrl());
        Map<String, String> answers = new LinkedHashMap<>();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_BOUND).build()) {
            for (Map.Entry<String, URI> service : services.entrySet()) {
                answers.put(service.getKey(), HostedService.health(http, service.getValue()));
            }
        }
        return answers;
    }
}
