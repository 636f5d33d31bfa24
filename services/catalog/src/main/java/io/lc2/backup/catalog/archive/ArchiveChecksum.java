package io.lc2.backup.catalog.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** SHA-256 over what a file holds, each part behind its length; part of the format. */
final class ArchiveChecksum {

    private static final int ABSENT = -1;

    private final MessageDigest digest;

    private ArchiveChecksum(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(ArchiveFile file) {
        try {
            ArchiveChecksum checksum = new ArchiveChecksum(MessageDigest.getInstance("SHA-256"));
            checksum.add(file);
            return HexFormat.of().formatHex(checksum.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void add(ArchiveFile file) {
        ArchiveHead head = file.head();
        add(head.slot().topic());
        add(head.slot().topicId());
        add(head.slot().partition());
        add(head.slot().from());
        add(head.next());
        add(head.logStart());
        add(head.archivedAt().toString());
        head.schemasInOrder().forEach((id, schema) -> {
            add(id);
            add(schema);
        });
        file.records().forEach(this::add);
    }

    private void add(ArchivedRecord record) {
        add(record.offset());
        add(record.timestamp());
        add(record.key());
        add(record.value());
        for (Header header : record.headers()) {
            add(header.key());
            add(header.value());
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private void add(byte @Nullable [] bytes) {
        add((long) (bytes == null ? ABSENT : bytes.length));
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
