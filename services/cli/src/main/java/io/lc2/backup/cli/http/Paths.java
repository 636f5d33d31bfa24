package io.lc2.backup.cli.http;

import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses below a service, with everything a person typed encoded. */
public final class Paths {

    /** What names of projects and ids are made of; anything else would be another address, or none. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private Paths() {}

    /**
     * For example {@code /api/v1/projects/acme/backups/b-1}.
     *
     * @throws CliException when one of them cannot be a name or an id
     */
    public static String of(String project, String... segments) {
        StringBuilder path = new StringBuilder("/api/v1/projects/").append(checked("project", project));
        for (String segment : segments) {
            path.append('/').append(checked("id", segment));
        }
        return path.toString();
    }

    private static String checked(String what, String segment) {
        if (!SEGMENT.matcher(segment).matches()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "'" + segment + "' cannot be the " + what,
                    "Use letters, digits and hyphens only, as `lc2 backup list` shows it.");
        }
        return segment;
    }

    /** A query of the values that are not empty; empty when all are. */
    public static String query(Map<String, String> values) {
        String query = values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
