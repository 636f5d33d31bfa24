package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.topics.Envelope;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of records of backup-catalog: those of every record, and the version of the entry. What is the same for all
 * is encoded once; there is one record per event.
 */
public final class EntryHeaders {

    private static final Header SPEC_VERSION = header(HeaderNames.SPEC_VERSION, "1.0");
    private static final Header SOURCE = header(HeaderNames.SOURCE, "/lc2/catalog");

    private EntryHeaders() {}

    /**
     * The headers of an entry.
     *
     * @param entry what is written
     * @param version how new it is
     * @param cause headers of the record that changed it, whose trace goes on
     */
    public static Headers of(CatalogEntry entry, EntryVersion version, Headers cause) {
        Envelope envelope = Topics.CATALOG.envelope(entry);
        Headers headers = new RecordHeaders()
                .add(SPEC_VERSION)
                .add(header(HeaderNames.ID, envelope.id()))
                .add(header(HeaderNames.TYPE, envelope.type()))
                .add(SOURCE)
                .add(header(HeaderNames.TIME, envelope.time().toString()))
                .add(header(HeaderNames.SUBJECT, envelope.subject()))
                .add(header(HeaderNames.PROVIDER, envelope.audience()));
        Header trace = cause.lastHeader(HeaderNames.TRACEPARENT);
        if (trace != null) {
            headers.add(trace);
        }
        version.writeTo(headers);
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
