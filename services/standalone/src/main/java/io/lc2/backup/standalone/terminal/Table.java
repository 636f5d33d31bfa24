package io.lc2.backup.standalone.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows with aligned columns. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    /** @param header names of the columns */
    public Table(String... header) {
        this.columns = header.length;
        rows.add(List.of(header));
    }

    /** Adds a row; it has as many cells as the header. */
    public void add(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells in a table of " + columns);
        }
        rows.add(List.of(cells));
    }

    /** The lines: header, rule, rows. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (lines.size() == 1) {
                lines.add("-".repeat(Arrays.stream(widths).sum() + 2 * (columns - 1)));
            }
        }
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ")
                    .append(row.get(i))
                    .repeat(' ', widths[i] - row.get(i).length());
        }
        return line.toString().stripTrailing();
    }
}
