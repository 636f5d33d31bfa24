package io.lc2.backup.messaging.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.messaging.sample.SampleFixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The other side: runs Confluent's own serializer and deserializer in a JVM whose class path has them and not ours.
 *
 * <p>One request a line, words separated by a blank: {@code set <key> <value>}, {@code write <topic> <fixture>},
 * {@code read <topic> <base64>}. One answer a line: {@code ok <word>...} or {@code failed <base64 of the causes>}.
 */
public final class ConfluentPeer {

    private final Map<String, Object> config = new HashMap<>();

    private ConfluentPeer() {}

    public static void main(String[] arguments) throws IOException {
        // What the libraries print must not look like an answer.
        PrintStream answers = new PrintStream(System.out, true, UTF_8);
        System.setOut(System.err);
        ConfluentPeer peer = new ConfluentPeer();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(peer.answer(line.split(" ", -1)));
        }
    }

    @SuppressWarnings("IllegalCatch") // Whatever their classes throw is the answer.
    private String answer(String[] request) {
        try {
            return switch (request[0]) {
                case "set" -> set(request[1], request[2]);
                case "write" -> write(request[1], request[2]);
                case "read" -> read(request[1], Base64.getDecoder().decode(request[2]));
                default -> throw new IllegalArgumentException(request[0]);
            };
        } catch (Exception e) {
            return "failed " + encoded(causes(e).getBytes(UTF_8));
        }
    }

    private String set(String key, String value) {
        config.put(key, value);
        return "ok";
    }

    private String write(String topic, String fixture) throws ReflectiveOperationException {
        Object value = switch (fixture) {
            case "taken" -> SampleFixtures.taken();
            case "dropped" -> SampleFixtures.dropped();
            case "incompatible" -> SampleFixtures.incompatible();
            default -> throw new IllegalArgumentException(fixture);
        };
        try (Serializer<Object> serializer = make("io.confluent.kafka.serializers.KafkaAvroSerializer")) {
            serializer.configure(config, false);
            return "ok " + encoded(serializer.serialize(topic, value));
        }
    }

    private String read(String topic, byte[] data) throws ReflectiveOperationException {
        try (Deserializer<Object> deserializer = make("io.confluent.kafka.serializers.KafkaAvroDeserializer")) {
            deserializer.configure(config, false);
            Object value = deserializer.deserialize(topic, data);
            return "ok " + value.getClass().getName() + " "
                    + encoded(value.toString().getBytes(UTF_8));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T make(String className) throws ReflectiveOperationException {
        return (T) Class.forName(className).getConstructor().newInstance();
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
