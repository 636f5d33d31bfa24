package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.executor.references.ReferenceWriter;
import io.lc2.backup.executor.references.References;
import io.lc2.backup.executor.spi.BackupFolder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the keys that rows refer to beside a dump, from the snapshot the dump is made of. */
final class ReferenceDump {

    private final BackupFolder folder;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<String, String> facts = new HashMap<>();

    ReferenceDump(BackupFolder folder) {
        this.folder = folder;
    }

    /** Asks one database; the snapshot has to be open still. */
    void add(FileReferences references, Snapshot snapshot, SourceSurvey survey) {
        try {
            ReferenceQuery query = ReferenceQuery.of(references, new Catalog(snapshot.connection()), survey);
            for (KeyLayout layout : references.layouts()) {
                Optional<String> sql = query.sql(layout);
                if (sql.isPresent()) {
                    Artifact keys = write(snapshot, layout, sql.get());
                    artifacts.add(keys);
                    facts.put(References.fact(layout, snapshot.place().database()), keys.path());
                }
            }
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "read which objects the rows of the " + snapshot.place() + " refer to");
        }
    }

    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    Map<String, String> facts() {
        return Map.copyOf(facts);
    }

    private Artifact write(Snapshot snapshot, KeyLayout layout, String sql) throws SQLException {
        String path = DumpNames.references(snapshot.place().database(), snapshot.time(), layout);
        try (ReferenceWriter writer = new ReferenceWriter(folder, path)) {
            Sql.each(snapshot.connection(), sql, row -> writer.add(row.getString(1)));
            return writer.commit();
        }
    }
}
