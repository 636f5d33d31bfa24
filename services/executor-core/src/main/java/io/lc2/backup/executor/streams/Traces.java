package io.lc2.backup.executor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.headers.TraceParent;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace a record belongs to; what follows from the record belongs to it, too. */
final class Traces {

    /** Version 00 has 55 characters; a later one may have more. */
    private static final int LONGEST = 256;

    private Traces() {}

    static @Nullable TraceParent of(Headers headers) {
        Header header = headers.lastHeader(HeaderNames.TRACEPARENT);
        if (header == null || header.value() == null || header.value().length > LONGEST) {
            return null;
        }
        return TraceParent.parse(new String(header.value(), UTF_8)).orElse(null);
    }
}
