package io.lc2.backup.messaging.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema a record type of a state store was ever written with, by fingerprint. Version {@code n} lies beside this
 * class as {@code state/<name>.v<n>.avsc} and stays there for ever: compaction never rewrites a key that is not touched.
 */
final class StateSchemas {

    private StateSchemas() {}

    static Map<Long, Schema> of(String name) {
        Map<Long, Schema> schemas = new HashMap<>();
        for (int version = 1; ; version++) {
            try (InputStream file = StateSchemas.class.getResourceAsStream(file(name, version))) {
                if (file == null) {
                    return schemas;
                }
                Schema schema = new Schema.Parser().parse(file);
                schemas.put(fingerprint(schema), schema);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String file(String name, int version) {
        return "state/" + name + ".v" + version + ".avsc";
    }

    /** Of what matters for decoding; other texts or defaults give the same one. */
    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
