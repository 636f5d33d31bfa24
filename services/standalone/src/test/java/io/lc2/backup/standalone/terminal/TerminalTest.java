package io.lc2.backup.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TerminalTest {

    private static final JsonNode HALF_WAY = JsonMapper.shared().readTree("""
            {"status": "ExportInProgress", "steps": [
              {"step": "dump-database", "state": "Succeeded"},
              {"step": "copy-objects", "state": "Running",
               "progress": {"bytesDone": 50000000, "bytesTotal": 100000000, "objectsDone": 7, "objectsTotal": 14}},
              {"step": "write-manifest", "state": "Waiting"}]}
            """);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void drawsHowMuchOfTheStepsIsDone() {
        new ProgressBar(terminal(true)).show(HALF_WAY);

        assertThat(text())
                .contains("[##############..............]  50 % ExportInProgress · copy-objects 50.0/100.0 MB 7/14");
    }

    @Test
    void writesALinePerChangeWhereNothingCanBeDrawn() {
        ProgressBar bar = new ProgressBar(terminal(false));

        bar.show(HALF_WAY);
        bar.show(HALF_WAY);

        assertThat(text()).isEqualToNormalizingNewlines("  ExportInProgress · copy-objects\n");
    }

    @Test
    void showsDetailsWithoutSteps() {
        new ProgressBar(terminal(false)).show(JsonMapper.shared().readTree("{\"status\":\"Pending\"}"));

        assertThat(text()).isEqualToNormalizingNewlines("  Pending\n");
    }

    @Test
    void removesADrawnLineBeforeTheNextOne() {
        Terminal terminal = terminal(true);
        terminal.draw("drawn");

        terminal.line("line");

        assertThat(text()).endsWith("\r\u001b[Kline" + System.lineSeparator());
    }

    @Test
    void alignsColumns() {
        Table table = new Table("what", "n");
        table.add("tables", "1");
        table.add("x", "20");

        assertThat(table.lines()).containsExactly("what    n", "----------", "tables  1", "x       20");
        assertThatIllegalArgumentException().isThrownBy(() -> table.add("one cell"));
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(written, true, StandardCharsets.UTF_8), interactive);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
