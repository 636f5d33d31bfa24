package io.lc2.backup.messaging.codec;

import java.io.Serial;

/** A record of a type this version knows, on a topic that never carries it: its publisher chose the wrong topic. */
public final class MisplacedRecordException extends MalformedRecordException {

    @Serial
    private static final long serialVersionUID = 1L;

    MisplacedRecordException(String recordType) {
        super("", "a record of type " + recordType + " does not belong here");
    }
}
