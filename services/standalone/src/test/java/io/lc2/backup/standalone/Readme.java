package io.lc2.backup.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** The commands that README.md shows. */
final class Readme {

    private static final String LAUNCHER = "./lc2 ";

    private Readme() {}

    /** The words of each command of the block that begins like this, without the launcher. */
    static List<List<String>> commands(String begin) throws IOException {
        String text = Files.readString(Repository.root().resolve("README.md"));
        int from = text.indexOf("```sh\n" + begin);
        if (from < 0) {
            throw new AssertionError("README.md has no block that begins with " + begin);
        }
        String block = text.substring(text.indexOf('\n', from) + 1, text.indexOf("\n```", from));
        return block.replaceAll("\\\\\\n\\s*", "")
                .lines()
                .map(line -> Arrays.asList(line.substring(LAUNCHER.length()).split(" ")))
                .toList();
    }
}
