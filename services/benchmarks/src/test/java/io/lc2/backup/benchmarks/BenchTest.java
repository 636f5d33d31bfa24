package io.lc2.backup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void findsEachByItsName() {
        assertThat(Bench.benchmarks())
                .extracting(Benchmark::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(Bench.find(name)).isPresent());
        assertThat(Bench.find("nonsense")).isEmpty();
    }

    @Test
    void findsPartsByTheirOwnName() {
        for (String part : List.of("dump", "restore", "copy", "memory")) {
            assertThat(Bench.find(part)).as(part).isPresent();
            assertThat(Bench.usage()).contains(part);
        }
    }

    @Test
    void isDocumented() throws IOException {
        String launcher = Files.readString(Path.of("../../lc2"));
        String help = launcher.substring(launcher.indexOf("./lc2 bench"), launcher.indexOf("./lc2 simulate"));
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Bench.benchmarks()).extracting(Benchmark::name).allSatisfy(name -> {
            assertThat(help).contains(name);
            assertThat(readme).contains("\n| `" + name + "` |");
            assertThat(Bench.usage()).contains("\n  " + name + " ");
        });
    }

    @Test
    void takesDefaultsForArgumentsThatAreMissing() {
        Arguments arguments = new Arguments(List.of("7", "x"));

        assertThat(arguments.number(0, 1)).isEqualTo(7);
        assertThat(arguments.text(1, "y")).isEqualTo("x");
        assertThat(arguments.number(2, 3)).isEqualTo(3);
        assertThat(arguments.folder(3, "here")).isAbsolute().endsWithRaw(Path.of("target/benchmarks/here"));
    }
}
