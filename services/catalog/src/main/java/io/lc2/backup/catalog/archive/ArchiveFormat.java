package io.lc2.backup.catalog.archive;

import io.lc2.backup.executor.objects.ContainerGuard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The files of the archive, version 1: Avro containers of raw records, readable with Avro's own tools. The metadata says
 * which part of the log it is and carries the schemas its values were written with, since the registry may be lost, too;
 * a checksum over the records tells a damaged file from a good one.
 */
public final class ArchiveFormat {

    /** Rises when an older reader would misunderstand a newer file; every version ever written is read. */
    static final int VERSION = 1;

    /** Files are written with at most half of it; what is larger is none of ours. */
    public static final int LARGEST_FILE = 64 * 1024 * 1024;

    private static final int SYNC_BYTES = 256 * 1024;

    private static final String PREFIX = "lc2.archive.";
    private static final String VERSION_KEY = PREFIX + "version";
    private static final String TOPIC = PREFIX + "topic";
    private static final String TOPIC_ID = PREFIX + "topic-id";
    private static final String PARTITION = PREFIX + "partition";
    private static final String FROM = PREFIX + "from";
    private static final String NEXT = PREFIX + "next";
    private static final String LOG_START = PREFIX + "log-start";
    private static final String ARCHIVED_AT = PREFIX + "archived-at";
    private static final String CHECKSUM = PREFIX + "sha256";
    private static final String SCHEMA = PREFIX + "schema.";

    private static final Schema RECORD = new Schema.Parser().parse("""
            {"type": "record", "name": "ArchivedRecord", "namespace": "io.lc2.backup.archive",
             "doc": "A record of the log as it was, byte for byte.",
             "fields": [
              {"name": "offset", "type": "long", "doc": "Where it was in its partition."},
              {"name": "timestamp", "type": "long", "doc": "Its time in milliseconds, as its producer said."},
              {"name": "key", "type": ["null", "bytes"], "doc": "Its key; null when it had none."},
              {"name": "value", "type": ["null", "bytes"], "doc": "Its value; null when it had none."},
              {"name": "headers", "doc": "Its headers, in their order.", "type": {"type": "array", "items":
                {"type": "record", "name": "ArchivedHeader", "doc": "A header of a record.",
                 "fields": [
                  {"name": "name", "type": "string", "doc": "Its name."},
                  {"name": "value", "type": ["null", "bytes"], "doc": "Its value; null when it had none."}]}}}]}
            """);

    private static final Schema HEADER = RECORD.getField("headers").schema().getElementType();

    private ArchiveFormat() {}

    /** The bytes of a file; the same file gives the same records and metadata, though not the same separators. */
    static byte[] write(ArchiveFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(RECORD))) {
            writer.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
            writer.setSyncInterval(SYNC_BYTES);
            describe(file, writer);
            writer.create(RECORD, out);
            for (ArchivedRecord record : file.records()) {
                writer.append(toAvro(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive file cannot be written to memory", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a file and checks it.
     *
     * @throws DamagedArchiveException when it is cut off, changed or of a later version
     */
    @SuppressWarnings("IllegalCatch") // The boundary to Avro, whose failures on damaged bytes have no common type.
    public static ArchiveFile read(byte[] bytes) throws DamagedArchiveException {
        try (DataFileStream<GenericRecord> stream = new DataFileStream<>(
                new ContainerGuard(new ByteArrayInputStream(bytes)), new GenericDatumReader<>(null, RECORD))) {
            ArchiveHead head = head(stream);
            List<ArchivedRecord> records = new ArrayList<>();
            while (stream.hasNext()) {
                records.add(fromAvro(stream.next()));
            }
            ArchiveFile file = new ArchiveFile(head, records);
            requireChecksum(file, text(stream, CHECKSUM));
            return file;
        } catch (IOException | RuntimeException e) {
            throw new DamagedArchiveException("It cannot be read: " + e.getMessage(), e);
        }
    }

    private static void describe(ArchiveFile file, DataFileWriter<GenericRecord> writer) {
        ArchiveHead head = file.head();
        writer.setMeta(VERSION_KEY, VERSION);
        writer.setMeta(TOPIC, head.slot().topic());
        writer.setMeta(TOPIC_ID, head.slot().topicId());
        writer.setMeta(PARTITION, head.slot().partition());
        writer.setMeta(FROM, head.slot().from());
        writer.setMeta(NEXT, head.next());
        writer.setMeta(LOG_START, head.logStart());
        writer.setMeta(ARCHIVED_AT, head.archivedAt().toString());
        writer.setMeta(CHECKSUM, ArchiveChecksum.of(file));
        head.schemasInOrder().forEach((id, schema) -> writer.setMeta(SCHEMA + id, schema));
    }

    private static ArchiveHead head(DataFileStream<GenericRecord> stream) throws DamagedArchiveException {
        int version = (int) stream.getMetaLong(VERSION_KEY);
        if (version < 1 || version > VERSION) {
            throw new DamagedArchiveException(
                    "It has format version " + version + ", this release reads 1 to " + VERSION, null);
        }
        Map<Integer, String> schemas = new HashMap<>();
        for (String key : stream.getMetaKeys()) {
            if (key.startsWith(SCHEMA)) {
                schemas.put(Integer.parseInt(key.substring(SCHEMA.length())), text(stream, key));
            }
        }
        ArchiveSlot slot = new ArchiveSlot(
                text(stream, TOPIC),
                text(stream, TOPIC_ID),
                (int) stream.getMetaLong(PARTITION),
                stream.getMetaLong(FROM));
        return new ArchiveHead(
                slot,
                stream.getMetaLong(NEXT),
                stream.getMetaLong(LOG_START),
                Instant.parse(text(stream, ARCHIVED_AT)),
                schemas);
    }

    private static void requireChecksum(ArchiveFile file, String expected) throws DamagedArchiveException {
        String actual = ArchiveChecksum.of(file);
        if (!actual.equals(expected)) {
            throw new DamagedArchiveException("It has SHA-256 " + actual + ", recorded was " + expected, null);
        }
    }

    private static String text(DataFileStream<GenericRecord> stream, String key) {
        byte[] value = stream.getMeta(key);
        if (value == null) {
            throw new IllegalArgumentException("its metadata lacks " + key);
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static GenericRecord toAvro(ArchivedRecord record) {
        List<GenericRecord> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            GenericRecord one = new GenericData.Record(HEADER);
            one.put("name", header.key());
            one.put("value", wrapped(header.value()));
            headers.add(one);
        }
        GenericRecord avro = new GenericData.Record(RECORD);
        avro.put("offset", record.offset());
        avro.put("timestamp", record.timestamp());
        avro.put("key", wrapped(record.key()));
        avro.put("value", wrapped(record.value()));
        avro.put("headers", headers);
        return avro;
    }

    private static ArchivedRecord fromAvro(GenericRecord avro) {
        Headers headers = new RecordHeaders();
        for (Object item : (Iterable<?>) avro.get("headers")) {
            GenericRecord header = (GenericRecord) item;
            headers.add(header.get("name").toString(), unwrapped(header.get("value")));
        }
        return new ArchivedRecord(
                (Long) avro.get("offset"),
                (Long) avro.get("timestamp"),
                unwrapped(avro.get("key")),
                unwrapped(avro.get("value")),
                headers);
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte @Nullable [] unwrapped(@Nullable Object bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = (ByteBuffer) bytes;
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
