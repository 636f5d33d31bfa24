package io.lc2.backup.standalone.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service in this process.
 *
 * @param name as people know it
 * @param context its Spring context
 * @param url base address
 */
record HostedService(String name, ConfigurableApplicationContext context, URI url) {

    private static final Duration READY_BOUND = Duration.ofSeconds(90);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    static HostedService of(String name, ConfigurableApplicationContext context) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new HostedService(name, context, URI.create("http://127.0.0.1:" + port));
    }

    /** Waits until it says that it can do its work; throws with what it says instead. */
    void awaitReady(HttpClient http) throws InterruptedException {
        long end = System.nanoTime() + READY_BOUND.toNanos();
        String answer = health(http, url);
        while (!answer.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new StandaloneException(
                        "%s is not ready after %d s: %s".formatted(name, READY_BOUND.toSeconds(), answer));
            }
            LockSupport.parkNanos(POLL.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            answer = health(http, url);
        }
    }

    void close() {
        SpringApplication.exit(context);
    }

    /** Empty if the service at this address is ready, else what it says. */
    static String health(HttpClient http, URI url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/health/ready"))
                .timeout(ANSWER_BOUND)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "no answer (" + e + ")";
        }
    }
}
