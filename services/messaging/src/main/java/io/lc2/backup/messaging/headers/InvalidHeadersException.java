package io.lc2.backup.messaging.headers;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/** A record whose CloudEvents headers are missing or wrong; like undecodable bytes it is the record's fault, whoever reads it. */
public final class InvalidHeadersException extends SerializationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String header;

    InvalidHeadersException(String header, String problem) {
        super("Header %s %s.".formatted(header, problem));
        this.header = header;
    }

    /** The name of the header at fault. */
    public String header() {
        return header;
    }
}
