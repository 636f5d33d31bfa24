package io.lc2.backup.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final byte[] BODY = new byte[200_000];

    private final AtomicInteger served = new AtomicInteger();
    // Part of the JDK and supported, although its name says otherwise.
    private com.sun.net.httpserver.HttpServer server;
    private FaultProxy proxy;
    private HttpClient client;

    @BeforeEach
    void open() throws IOException {
        server =
                com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            served.incrementAndGet();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/no") ? 404 : 200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = FaultProxy.start(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 1);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.stop(0);
    }

    @Test
    void passesEverythingInFairWeatherAndRemembersConfirmedChanges() throws Exception {
        assertThat(put("/yes?a=b").body()).isEqualTo(BODY);
        assertThat(put("/no").statusCode()).isEqualTo(404);
        assertThat(send(request("/read")).statusCode()).isEqualTo(200);

        assertThat(proxy.changes()).containsExactly(new FaultProxy.Change("PUT", "/yes?a=b"));
        assertThat(proxy.hits()).isZero();
    }

    @Test
    void refusesWithoutTheServerNoticing() throws Exception {
        proxy.weather(new Weather(Weather.Kind.REFUSED, 1));

        assertThat(put("/yes").statusCode()).isEqualTo(503);
        assertThat(served).hasValue(0);
        proxy.weather(Weather.FAIR);
        assertThat(put("/yes").statusCode()).isEqualTo(200);
    }

    @Test
    void cutsSomeRequestsBeforeAndSomeAfterTheServerHasCarriedThemOut() {
        proxy.weather(new Weather(Weather.Kind.CUT, 1));

        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> put("/yes")).isInstanceOf(IOException.class);
        }

        assertThat(proxy.hits()).isGreaterThanOrEqualTo(12);
        assertThat(served.get()).isBetween(1, (int) proxy.hits() - 1);
    }

    @Test
    void passesABodyAtFullPaceAsSoonAsTheWeatherIsFairAgain() throws Exception {
        proxy.weather(new Weather(Weather.Kind.SLOW, 1));
        // At the slow pace this takes longer than the client waits.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request("/yes")
                        .PUT(BodyPublishers.ofByteArray(new byte[4_000_000]))
                        .build(),
                BodyHandlers.ofByteArray());
        while (proxy.hits() == 0 && !answer.isDone()) {
            Thread.onSpinWait();
        }

        proxy.weather(Weather.FAIR);

        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void tellsUploadsInPartsFromOtherChanges() {
        assertThat(new FaultProxy.Change("POST", "/b/k?uploads")).matches(FaultProxy.Change::beginsUpload);
        assertThat(new FaultProxy.Change("POST", "/b/k?uploads=")).matches(FaultProxy.Change::beginsUpload);
        assertThat(new FaultProxy.Change("POST", "/b/k?uploadId=1"))
                .matches(FaultProxy.Change::completesUpload)
                .matches(change -> !change.beginsUpload());
        assertThat(new FaultProxy.Change("PUT", "/b/k?uploadId=1&partNumber=1"))
                .matches(change -> !change.completesUpload());
        assertThat(new FaultProxy.Change("POST", "/b?delete"))
                .matches(change -> !change.beginsUpload() && !change.completesUpload());
    }

    private HttpResponse<byte[]> put(String path) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofByteArray(BODY)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(proxy.endpoint().resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
