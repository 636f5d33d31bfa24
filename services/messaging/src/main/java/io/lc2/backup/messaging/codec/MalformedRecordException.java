package io.lc2.backup.messaging.codec;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A record that Avro could read but that says something the domain does not allow. It is the fault of the record,
 * whoever reads it and however often. The message never quotes the value.
 */
public sealed class MalformedRecordException extends SerializationException permits MisplacedRecordException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    MalformedRecordException(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** Path of the field, for example {@code request.storage.type}; empty when the record as a whole is wrong. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String problem() {
        return problem;
    }

    MalformedRecordException within(String parent) {
        if (parent.isEmpty()) {
            return this;
        }
        if (field.isEmpty()) {
            return new MalformedRecordException(parent, problem);
        }
        return new MalformedRecordException(parent + (field.startsWith("[") ? "" : ".") + field, problem);
    }
}
