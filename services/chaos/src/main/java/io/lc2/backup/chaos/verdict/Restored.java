package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.standalone.sample.Comparison;
import io.lc2.backup.standalone.sample.LibraryContent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** What a restore brought back is what was there: all rows, large objects, objects and their metadata. */
public final class Restored {

    private final Servers servers;

    public Restored(Servers servers) {
        this.servers = servers;
    }

    /**
     * Compares in full; empty if all is equal.
     *
     * @param held what the library held when the backup was made
     */
    public List<Finding> check(RestoreCompleted restore, Site site, LibraryContent held) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String id = restore.meta().operationId().value();
        Comparison comparison = databases(name(restore, Component.DATABASE), site)
                .and(libraries(name(restore, Component.OBJECTS), site, held));
        for (Comparison.Row row : comparison.rows()) {
            if (!row.equal()) {
                findings.add(new Finding(
                        Kind.DIFFERENT,
                        "%s of %s: %s, source %s, restored %s"
                                .formatted(row.what(), id, row.difference(), row.source(), row.restored())));
            }
        }
        return findings;
    }

    /** The last part of what an endpoint is called: the database, or the bucket. */
    public static String name(RestoreCompleted restore, Component component) {
        return restore.endpoints().stream()
                .filter(endpoint -> endpoint.component() == component)
                .map(Endpoint::name)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .findAny()
                .orElse("");
    }

    private Comparison databases(String restored, Site site) throws SQLException {
        try (Connection before = servers.connect(site.database());
                Connection after = servers.connect(restored)) {
            return Comparison.ofDatabases(before, after, Set.of());
        }
    }

    private Comparison libraries(String restored, Site site, LibraryContent held) {
        try (S3Client s3 = servers.s3Client()) {
            return Comparison.of(held, LibraryContent.of(s3, restored), site.generated());
        }
    }
}
