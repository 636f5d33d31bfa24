package io.lc2.backup.messaging.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** How the subject of a schema is named; the configuration accepts Confluent's class names and short forms of them. */
public enum SubjectNaming {
    /** {@code <topic>-key} or {@code <topic>-value}: one record type per topic. */
    TOPIC("TopicNameStrategy"),
    /** The record's full name: one subject wherever the record is used. */
    RECORD("RecordNameStrategy"),
    /** {@code <topic>-<full name>}: many record types per topic, each evolving on its own. */
    TOPIC_RECORD("TopicRecordNameStrategy");

    private static final String SUFFIX = "NameStrategy";

    private final String simpleName;

    SubjectNaming(String simpleName) {
        this.simpleName = simpleName;
    }

    /** The subject of a schema that is written to a topic as key or as value. */
    public String subject(String topic, boolean key, Schema schema) {
        return switch (this) {
            case TOPIC -> topic + (key ? "-key" : "-value");
            case RECORD -> schema.getFullName();
            case TOPIC_RECORD -> topic + "-" + schema.getFullName();
        };
    }

    /**
     * Reads {@code io.confluent.kafka.serializers.subject.TopicRecordNameStrategy}, {@code TopicRecordNameStrategy} or {@code TopicRecord}.
     *
     * @throws ConfigException when it is none of the three strategies
     */
    static SubjectNaming parse(String key, String value) {
        String name = value.substring(value.lastIndexOf('.') + 1);
        for (SubjectNaming naming : values()) {
            if (name.equals(naming.simpleName) || (name + SUFFIX).equals(naming.simpleName)) {
                return naming;
            }
        }
        throw new ConfigException(key, value, "use TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
    }
}
