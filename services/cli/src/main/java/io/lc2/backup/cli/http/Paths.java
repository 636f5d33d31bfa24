package io.lc2.backup.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses below a service, with everything a person typed encoded. */
public final class Paths {

    private Paths() {}

    /** For example {@code /api/v1/projects/acme/backups/b-1}. */
    public static String of(String project, String... segments) {
        StringBuilder path = new StringBuilder("/api/v1/projects/").append(encoded(project));
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    /** A query of the values that are not empty; empty when all are. */
    public static String query(Map<String, String> values) {
        String query = values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** One segment, with everything that means something in an address encoded. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
