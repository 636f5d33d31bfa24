package io.lc2.backup.standalone.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where lines go. On an interactive one the last line can be drawn again; elsewhere only what changed is written. */
public final class Terminal {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean interactive;
    private boolean open;

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /**
     * Standard output, in UTF-8 whatever the locale says. Whether it is a terminal is the launcher's word: before Java 22
     * the JVM cannot tell when only its input is one.
     */
    public static Terminal standard() {
        // Not closed: standard output is the process's.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Terminal(out, Boolean.getBoolean("lc2.interactive"));
    }

    /** Writes a line; a line being drawn is ended first. */
    public synchronized void line(String text) {
        endDrawing();
        out.println(text);
    }

    /** Writes lines. */
    public synchronized void lines(List<String> texts) {
        texts.forEach(this::line);
    }

    /** Draws a line over the one drawn before, where that is possible; else nothing. */
    synchronized void draw(String text) {
        if (interactive) {
            out.print(CLEAR_LINE + text);
            out.flush();
            open = true;
        }
    }

    boolean interactive() {
        return interactive;
    }

    private void endDrawing() {
        if (open) {
            out.print(CLEAR_LINE);
            open = false;
        }
    }
}
