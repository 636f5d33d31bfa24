package io.lc2.backup.local.s3;

/** Which keys a server can hold that makes a path of every key. */
final class PathKeys {

    private PathKeys() {}

    static boolean isPath(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.length() > 250) {
                return false;
            }
        }
        return !key.startsWith("both");
    }
}
