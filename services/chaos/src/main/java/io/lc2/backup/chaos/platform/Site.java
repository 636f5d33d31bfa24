package io.lc2.backup.chaos.platform;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleObject;
import io.lc2.backup.standalone.sample.SampleSize;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What belongs to one project: a database and a library that no other project has, so that a mix-up shows.
 *
 * @param project whose
 * @param installation what is in it
 * @param store name of the store its library lies in
 */
public record Site(ProjectId project, SampleInstallation installation, String store) {

    /** Of the environment that is backed up. */
    public static final String SOURCE = "prd";
    /** Of the environment that is restored to. */
    public static final String TARGET = "uat";

    /** About two megabytes in the database and 150 objects, so that an operation takes a few seconds. */
    private static final SampleSize SIZE = new SampleSize(110, 60, 600, 6, 20, 256L << 10);

    static Site of(String project, long seed, String store) {
        return new Site(new ProjectId(project), new SampleInstallation(seed, SIZE), store);
    }

    /**
     * Whether the library lies in another store than the backups, so that objects pass through the executors. It has one
     * that goes in parts.
     */
    public boolean remote() {
        return !store.equals(Servers.NEAR);
    }

    /** Name of the database. */
    public String database() {
        return project.value();
    }

    /** Name of the bucket. */
    public String bucket() {
        return project.value() + "-library";
    }

    /** Keys a backup leaves out. */
    public Set<String> generated() {
        return installation.objects().stream()
                .filter(SampleObject::generated)
                .map(SampleObject::key)
                .collect(Collectors.toSet());
    }
}
