package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sends an object in one request when it fits a part, else in parts, a few of them under way while the next one fills. */
final class S3Writer implements ObjectWriter {

    private final S3Client client;
    private final S3Uploads uploads;
    private final PartBuffers buffers;
    private final String bucket;
    private final String key;
    private final ObjectMetadata metadata;
    private final PartSizes sizes;

    private byte @Nullable [] current;
    private int filled;
    private S3Uploads.@Nullable Upload upload;

    S3Writer(S3Uploads uploads, String bucket, String key, ObjectMetadata metadata, PartSizes sizes) {
        this.client = uploads.client();
        this.buffers = uploads.buffers();
        this.uploads = uploads;
        this.bucket = bucket;
        this.key = key;
        this.metadata = metadata;
        this.sizes = sizes;
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                append(bytes, offset, length);
            }

            @Override
            public void close() {
                // The object is made by the commit.
            }
        };
    }

    @Override
    public boolean commit() {
        if (upload == null) {
            return putWhole();
        }
        if (current != null) {
            sendPart();
        }
        return upload.complete();
    }

    @Override
    public void close() {
        if (current != null) {
            buffers.giveBack(current);
            current = null;
        }
        if (upload != null) {
            upload.close();
            upload = null;
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (current != null && filled == current.length) {
                sendPart();
            }
            if (current == null) {
                current = buffers.take(sizes.next());
                filled = 0;
            }
            int n = Math.min(left, current.length - filled);
            System.arraycopy(bytes, from, current, filled, n);
            filled += n;
            from += n;
            left -= n;
        }
    }

    private void sendPart() {
        byte[] part = current;
        if (part == null) {
            return;
        }
        if (upload == null) {
            upload = uploads.begin(bucket, key, metadata);
        }
        current = null;
        upload.send(part, filled);
        filled = 0;
    }

    private boolean putWhole() {
        byte[] whole = current == null ? new byte[0] : current;
        int length = filled;
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .contentType(S3Metadata.contentType(metadata))
                            .metadata(S3Metadata.headers(metadata))
                            .ifNoneMatch("*"),
                    body(whole, length, S3Metadata.contentType(metadata)));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == S3Uploads.PRECONDITION_FAILED) {
                return false;
            }
            throw S3Errors.of("writing " + bucket + "/" + key, e);
        } catch (SdkException e) {
            throw S3Errors.of("writing " + bucket + "/" + key, e);
        }
    }

    /** Without the copy that the SDK's own byte bodies make. */
    static RequestBody body(byte[] bytes, int length, String contentType) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, contentType);
    }
}
