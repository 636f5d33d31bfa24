package io.lc2.backup.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request made of a file and of options; an option replaces what the file says. */
public final class RequestBody {

    private static final int LONGEST_FILE = 1 << 20;

    /** JSON is YAML too. What would be left out silently, a second document or a repeated field, is refused. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** How Jackson begins when it finds a repeated field. */
    private static final String REPEATED = "Duplicate";

    private final ObjectNode body;

    private RequestBody(ObjectNode body) {
        this.body = body;
    }

    /**
     * Begins with a file.
     *
     * @param file JSON or YAML; {@code -} is standard input; null begins with nothing
     * @throws CliException when it cannot be read
     */
    public static RequestBody from(@Nullable String file, Session session) {
        if (file == null) {
            return new RequestBody(new ObjectMapper().createObjectNode());
        }
        try (InputStream in = file.equals("-")
                ? session.surroundings().in()
                : Files.newInputStream(session.surroundings().directory().resolve(file))) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw wrong(file, "is larger than 1 MiB");
            }
            return new RequestBody(parse(file, bytes));
        } catch (NoSuchFileException e) {
            throw wrong(file, "does not exist");
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getMessage());
        }
    }

    private static ObjectNode parse(String file, byte[] bytes) throws IOException {
        try {
            if (YAML.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw wrong(file, "does not hold one object");
        } catch (MismatchedInputException e) {
            throw wrong(
                    file,
                    e.getOriginalMessage().startsWith(REPEATED)
                            ? "says a field twice" + where(e)
                            : "holds more than one document; write a file of each");
        } catch (JsonProcessingException e) {
            throw wrong(file, "is neither JSON nor YAML" + where(e));
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    /** Puts a value where it was given; the path names nested objects, for example {@code database.instance}. */
    public RequestBody put(String path, @Nullable String value) {
        if (value != null) {
            parent(path).put(last(path), value);
        }
        return this;
    }

    /** Puts a number where it was given. */
    public RequestBody put(String path, @Nullable Integer value) {
        if (value != null) {
            parent(path).put(last(path), value);
        }
        return this;
    }

    /** Puts a switch where it was given. */
    public RequestBody put(String path, @Nullable Boolean value) {
        if (value != null) {
            parent(path).put(last(path), value);
        }
        return this;
    }

    /** Puts a list where it was given. */
    public RequestBody put(String path, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            values.forEach(parent(path).putArray(last(path))::add);
        }
        return this;
    }

    /** Puts a value where the file and the options say none. */
    public RequestBody orElse(String field, String value) {
        if (!body.has(field)) {
            body.put(field, value);
        }
        return this;
    }

    /** The JSON to send. */
    public JsonNode json() {
        return body;
    }

    private ObjectNode parent(String path) {
        ObjectNode parent = body;
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            parent = parent.withObjectProperty(path.substring(start, dot));
            start = dot + 1;
        }
        return parent;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static CliException wrong(String file, String what) {
        return new CliException(
                ExitCode.USAGE, "The request file " + file + " " + what, "See the README of the command line for one.");
    }
}
