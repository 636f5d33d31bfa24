package io.lc2.backup.executor.references;

/** One key per line; only what would break the line is escaped. */
final class KeyLines {

    private KeyLines() {}

    static String line(String key) {
        if (key.indexOf('\\') < 0 && key.indexOf('\n') < 0 && key.indexOf('\r') < 0) {
            return key;
        }
        return key.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static String key(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder key = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            key.append(c == '\\' && i + 1 < line.length() ? unescaped(line.charAt(++i)) : c);
        }
        return key.toString();
    }

    private static char unescaped(char c) {
        return c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }
}
