package io.lc2.backup.executor.spi;

import java.io.Closeable;
import java.io.OutputStream;

/**
 * Writes one object as a stream through bounded buffers. Nothing is visible under the key before {@link #commit}; closing
 * without a commit removes what was uploaded so far.
 */
public interface ObjectWriter extends Closeable {

    /** Where the bytes go; not thread-safe. Closing it does nothing. Its exceptions are {@link ProviderException}s. */
    OutputStream stream();

    /**
     * Makes the object visible, unless one is there already.
     *
     * @return true when this writer made it; false when the key existed and was left as it is
     * @throws ProviderException when the outcome is a failure or unknown; repeating the whole write is safe
     */
    boolean commit();

    @Override
    void close();
}
