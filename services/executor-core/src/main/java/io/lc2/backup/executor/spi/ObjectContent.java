package io.lc2.backup.executor.spi;

import java.io.FilterInputStream;
import java.io.InputStream;

/**
 * The bytes of an object while they are read, with what came along with them: a reader needs no second request for size,
 * etag and metadata. Closing early is cheap.
 */
public final class ObjectContent extends FilterInputStream {

    private final ObjectHead head;

    /**
     * Ties bytes to the object they are of.
     *
     * @param head the whole object, also when only a range of it is read
     * @param bytes the range asked for
     */
    public ObjectContent(ObjectHead head, InputStream bytes) {
        super(bytes);
        this.head = head;
    }

    /** The object these bytes are of; its etag names the version that is read. */
    public ObjectHead head() {
        return head;
    }
}
