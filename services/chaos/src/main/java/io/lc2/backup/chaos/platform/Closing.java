package io.lc2.backup.chaos.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends parts of a run one after the other, whatever one of them says. */
public final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /** Ends one; what it says instead is logged. */
    @SuppressWarnings("IllegalCatch") // AutoCloseable declares Exception; the other parts must still be ended.
    public static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("part", part.getClass().getSimpleName())
                    .log("A part of the run did not end cleanly");
        }
    }
}
