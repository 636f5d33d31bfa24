package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and links in the documents are true. A command that appears there must be tested, and be listed here. */
class DocumentationTest {

    /** Each with the test that runs it, or what it stands for. */
    private static final Set<String> TESTED = Set.of(
            // StandaloneIT
            "./lc2 demo",
            "./lc2 up",
            "./lc2 status",
            "./lc2 down",
            "./lc2 backup create",
            "./lc2 backup list",
            "./lc2 deadletters list",
            "./lc2 deadletters show",
            "./lc2 deadletters replay",
            "./lc2 backup --help",
            "./lc2 restore --help",
            "./lc2 catalog --help",
            "./lc2 drill --help",
            "./lc2 policy --help",
            "./lc2 retention --help",
            "./lc2 restore create",
            // CatalogRecoveryIT
            "./lc2 catalog rebuild",
            // stands for its verbs
            "./lc2 backup",
            // CI itself
            "./lc2 test",
            // SimulateIT
            "./lc2 simulate",
            // ChaosIT goes through a part of it
            "./lc2 chaos",
            // BenchmarksIT runs its programs with next to no data: figures are no unit test
            "./lc2 bench",
            "./lc2");

    private static final Pattern COMMAND = Pattern.compile("\\./lc2(?: [a-z]+)*(?: --help)?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final List<String> DOCUMENTS =
            List.of("README.md", "CONTRIBUTING.md", "services/ARCHITECTURE.md", "services/standalone/README.md");

    @Test
    void namesOnlyCommandsThatAreTested() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String document : DOCUMENTS) {
            Matcher command = COMMAND.matcher(Files.readString(Repository.root().resolve(document)));
            while (command.find()) {
                named.add(command.group());
            }
        }

        assertThat(named).isNotEmpty().isSubsetOf(TESTED);
    }

    static Stream<String> documents() {
        return DOCUMENTS.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksToFilesThatAreThere(String document) throws IOException {
        Path file = Repository.root().resolve(document);
        Matcher link = LINK.matcher(Files.readString(file));
        while (link.find()) {
            assertThat(file.resolveSibling(link.group(1))).exists();
        }
    }

    @Test
    void listsEveryModuleThereIsAndEachExplainsItself() throws IOException {
        String architecture = Files.readString(Repository.root().resolve("services/ARCHITECTURE.md"));
        try (Stream<Path> children = Files.list(Repository.root().resolve("services"))) {
            assertThat(children.filter(child -> Files.exists(child.resolve("pom.xml"))))
                    .allSatisfy(module -> {
                        assertThat(architecture).contains("`services/" + module.getFileName() + "`");
                        assertThat(module.resolve("README.md")).exists();
                    });
        }
    }
}
