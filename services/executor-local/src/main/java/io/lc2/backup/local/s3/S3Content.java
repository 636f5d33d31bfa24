package io.lc2.backup.local.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an answer. Closed early it drops the connection, where the SDK would read all the rest first. */
final class S3Content extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> answer;
    private long left;

    S3Content(ResponseInputStream<GetObjectResponse> answer) {
        super(answer);
        this.answer = answer;
        this.left = answer.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = super.read(buffer, offset, length);
            if (n < 0 && left > 0) {
                throw new IOException("the answer ended " + left + " bytes early");
            }
            left -= Math.max(0, n);
            return n;
        } catch (AbortedException e) {
            throw S3Errors.of("reading", e);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.abort();
        } else {
            answer.close();
        }
    }
}
