package io.lc2.backup.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One connection of a client, and the one to the server it is passed on to. */
final class Passage {

    private static final long HALF_A_SECOND = 500_000_000L;
    private static final long UNBROKEN = Long.MAX_VALUE;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final BufferedInputStream fromClient;
    private final OutputStream toClient;
    private final BufferedInputStream fromServer;
    private final OutputStream toServer;
    private final Sky sky;

    Passage(Socket client, Socket server, Sky sky) throws IOException {
        this.fromClient = new BufferedInputStream(client.getInputStream());
        this.toClient = client.getOutputStream();
        this.fromServer = new BufferedInputStream(server.getInputStream());
        this.toServer = server.getOutputStream();
        this.sky = sky;
    }

    /** Passes requests on until one side has enough. */
    void run() throws IOException {
        HttpHead request = HttpHead.read(fromClient);
        boolean open = true;
        while (request != null && open) {
            open = pass(request) && !request.closes();
            request = open ? HttpHead.read(fromClient) : null;
        }
    }

    /** Passes one request and its answer; false when the connection is of no use any more. */
    private boolean pass(HttpHead request) throws IOException {
        Hit hit = sky.hit();
        if (hit == Hit.REFUSE) {
            return refuse(request);
        }
        if (hit == Hit.SLOW) {
            Transfer.delay(HALF_A_SECOND);
        }
        sendOn(request, hit);
        return answer(request, hit);
    }

    private void sendOn(HttpHead request, Hit hit) throws IOException {
        boolean awaited = request.field("Expect").equalsIgnoreCase("100-continue");
        long breakAfter = hit == Hit.CUT_REQUEST ? Math.max(0, request.contentLength() / 2) : UNBROKEN;
        toServer.write(request.without("Expect").bytes());
        if (awaited) {
            toClient.write(CONTINUE);
            toClient.flush();
        }
        new Transfer(fromClient, toServer, slowed(hit), breakAfter).body(request);
        if (hit == Hit.CUT_REQUEST) {
            throw new BrokenOnPurposeException();
        }
    }

    private boolean answer(HttpHead request, Hit hit) throws IOException {
        HttpHead answer = finalAnswer();
        if (answer == null) {
            return false;
        }
        sky.answered(request.method(), request.target(), answer.status());
        if (hit == Hit.CUT_ANSWER && answer.contentLength() <= 0) {
            throw new BrokenOnPurposeException();
        }
        toClient.write(answer.bytes());
        long breakAfter = hit == Hit.CUT_ANSWER ? answer.contentLength() / 2 : UNBROKEN;
        Transfer body = new Transfer(fromServer, toClient, slowed(hit), breakAfter);
        boolean bodiless = request.method().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
        if (bodiless) {
            toClient.flush();
        } else if (answer.endless()) {
            body.rest();
            return false;
        } else {
            body.body(answer);
        }
        return !answer.closes();
    }

    /** A body that began in slow weather goes on at full pace when that is over. */
    private BooleanSupplier slowed(Hit hit) {
        return () -> hit == Hit.SLOW && sky.slow();
    }

    /** The answer without those that only say that another follows. */
    private @Nullable HttpHead finalAnswer() throws IOException {
        HttpHead answer = HttpHead.read(fromServer);
        while (answer != null && answer.status() < 200) {
            answer = HttpHead.read(fromServer);
        }
        return answer;
    }

    private boolean refuse(HttpHead request) throws IOException {
        boolean awaited = request.field("Expect").equalsIgnoreCase("100-continue");
        if (!awaited) {
            // A connection closed with unread bytes would reach the client as broken, not as refused.
            new Transfer(fromClient, OutputStream.nullOutputStream(), () -> false, UNBROKEN).body(request);
        }
        String body = request.method().equals("HEAD")
                ? ""
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
                        + "<Message>Please reduce your request rate.</Message></Error>";
        String answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        toClient.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        toClient.flush();
        return false;
    }

    /** What happens to one request. */
    enum Hit {
        NONE,
        REFUSE,
        SLOW,
        CUT_REQUEST,
        CUT_ANSWER
    }

    /** Decides what happens, and is told what happened. */
    interface Sky {
        Hit hit();

        /** Whether bodies still go at a trickle. */
        boolean slow();

        void answered(String method, String target, int status);
    }
}
