package io.lc2.backup.chaos.platform;

import java.util.List;

/** The projects of a run. */
public final class Sites {

    private static final List<String> PROJECTS = List.of("alpha", "beta", "gamma");

    private Sites() {}

    /** Each with data of its own, drawn from the seed. */
    public static List<Site> of(long seed) {
        return PROJECTS.stream()
                .map(project -> Site.of(project, 31 * seed + project.hashCode()))
                .toList();
    }
}
