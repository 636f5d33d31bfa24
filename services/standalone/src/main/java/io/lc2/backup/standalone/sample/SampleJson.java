package io.lc2.backup.standalone.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** JSON records as an audit log holds them: fixed names, varying numbers, identifiers and words. */
final class SampleJson {

    private static final String[] ACTIONS = {
        "ADD", "UPDATE", "DELETE", "LOGIN", "LOGOUT", "ASSIGN", "VIEW", "IMPERSONATE"
    };

    private final Prose prose;
    private final SplittableRandom random;

    SampleJson(Prose prose, SplittableRandom random) {
        this.prose = prose;
        this.random = random;
    }

    /** Appends one record, on one line. */
    void record(ByteArrayOutputStream out) {
        field(out, "{\"action\":\"", ACTIONS[random.nextInt(ACTIONS.length)]);
        field(out, "\",\"entryId\":", Long.toString(30_000 + random.nextInt(5_000_000)));
        field(out, ",\"sessionId\":\"", Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        field(out, "\",\"client\":\"10.", random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256));
        field(out, "\",\"name\":\"", prose.phrase(random, 2 + random.nextInt(3)));
        field(out, "\",\"took\":", Double.toString(random.nextInt(1_000_000) / 1000.0));
        field(out, ",\"message\":\"", "");
        prose.sentence(random, out);
        field(out, "\"}", "");
    }

    private static void field(ByteArrayOutputStream out, String before, String value) {
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }
}
