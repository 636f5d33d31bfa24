package io.lc2.backup.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these columns and no rows. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** A column whose cells begin at its left edge. */
    public static Column left(String title) {
        return new Column(title, false);
    }

    /** A column whose cells end at its right edge, for numbers. */
    public static Column right(String title) {
        return new Column(title, true);
    }

    /** Adds a row with a cell for each column. */
    public void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has a cell for each column");
        }
        rows.add(List.of(cells).stream().map(Table::harmless).toList());
    }

    /** Writes titles and rows. */
    public void print(PrintWriter out, String indent) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    columns.get(i).title().length(),
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)));
        }
        line(out, indent, columns.stream().map(Column::title).toList(), widths);
        rows.forEach(row -> line(out, indent, row, widths));
    }

    /** Text of somebody else without what would drive the terminal. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void line(PrintWriter out, String indent, List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths.get(i) - width(cell));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + cell : cell + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /**
     * One column.
     *
     * @param title its head
     * @param right whether cells end at its right edge
     */
    public record Column(String title, boolean right) {}
}
