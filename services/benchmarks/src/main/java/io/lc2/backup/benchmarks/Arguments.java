package io.lc2.backup.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** What stands behind the name of a benchmark, in order; what is missing has a default. */
record Arguments(List<String> words) {

    Arguments {
        words = List.copyOf(words);
    }

    int number(int position, int otherwise) {
        return position < words.size() ? Integer.parseInt(words.get(position)) : otherwise;
    }

    String text(int position, String otherwise) {
        return position < words.size() ? words.get(position) : otherwise;
    }

    /** A folder, by default one of this name below {@code target/benchmarks}. */
    Path folder(int position, String otherwise) {
        return Path.of(text(position, "target/benchmarks/" + otherwise)).toAbsolutePath();
    }
}
