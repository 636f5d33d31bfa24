package io.lc2.backup.chaos.platform;

import java.util.List;

/** The projects of a run. */
public final class Sites {

    private static final List<String> PROJECTS = List.of("alpha", "beta", "gamma");
    private static final String REMOTE = "gamma";

    private Sites() {}

    /** Each with data of its own, drawn from the seed. */
    public static List<Site> of(long seed) {
        return PROJECTS.stream()
                .map(project -> Site.of(project, 31 * seed + project.hashCode(), store(project)))
                .toList();
    }

    private static String store(String project) {
        return project.equals(REMOTE) ? Servers.FAR : Servers.NEAR;
    }
}
