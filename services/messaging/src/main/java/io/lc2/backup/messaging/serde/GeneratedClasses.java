package io.lc2.backup.messaging.serde;

import org.apache.avro.specific.AvroGenerated;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that generated classes may be made from the names in schemas.
 *
 * <p>Since 1.12.2 Avro makes no instance of a class it was not told to trust, and it can be told only for the whole JVM. A class that
 * the Avro compiler wrote holds data and does nothing else, wherever its name comes from. What was trusted before stays trusted.
 */
public final class GeneratedClasses {

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.isAnnotationPresent(AvroGenerated.class)));
    }

    private GeneratedClasses() {}

    /** Idempotent; to be called before generated classes are read without this package's deserializer, as from Avro files. */
    public static void trust() {
        // The static initialiser has run once this is called.
    }
}
