package io.lc2.backup.messaging.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How each record class of a family is read. Filled while its codec is made, then only read. */
final class RecordReaders<V> {

    private final Map<Class<?>, Function<SpecificRecord, V>> readers = new LinkedHashMap<>();

    <R extends SpecificRecord> RecordReaders<V> on(Class<R> type, Function<R, V> read) {
        readers.put(type, record -> read.apply(type.cast(record)));
        return this;
    }

    List<Schema> schemas() {
        return readers.keySet().stream()
                .map(type -> SpecificData.get().getSchema(type))
                .toList();
    }

    boolean knows(SpecificRecord record) {
        return readers.containsKey(record.getClass());
    }

    V read(SpecificRecord record) {
        @Nullable Function<SpecificRecord, V> reader = readers.get(record.getClass());
        if (reader == null) {
            throw new MisplacedRecordException(record.getSchema().getFullName());
        }
        return Reading.whole(() -> reader.apply(record));
    }
}
