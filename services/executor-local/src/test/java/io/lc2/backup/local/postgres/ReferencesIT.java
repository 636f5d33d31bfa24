package io.lc2.backup.local.postgres;

import static io.lc2.backup.domain.references.LiferayFiles.ADVANCED_FILE_SYSTEM_STORE;
import static io.lc2.backup.domain.references.LiferayFiles.S3_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.domain.references.LiferayFiles;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.references.References;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.KeyOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a dump keeps of the objects its rows refer to. */
@ExtendWith(EmbeddedServerExtension.class)
class ReferencesIT {

    private static final List<String> NAMES = List.of(
            "1",
            "10",
            "101",
            "1011",
            "10111",
            "101112131415",
            "a.PDF",
            "report.final.Doc",
            "ends.",
            ".hidden",
            "Größe 1+%",
            "日本語",
            "🎉",
            "\uFFFD",
            "back\\slash",
            "it's",
            "tab\tname");

    private PostgresFixture fixture;

    @BeforeEach
    void connect(EmbeddedDatabase server) {
        fixture = new PostgresFixture(server);
    }

    @Test
    void asksTheServerForExactlyTheKeysOfTheDomainInTheirOrder() throws SQLException {
        String database = liferay(true);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            rows.add(insert(database, i, i % 3 == 0 ? "0" : "31000", NAMES.get(i), "1.0", i % 2 == 0 ? "" : "u-" + i));
            rows.add(insert(database, 100 + i, "31000", NAMES.get(i), "PWC", ""));
        }

        StepResult dump = dump(database, List.of());

        for (KeyLayout layout : List.of(S3_STORE, ADVANCED_FILE_SYSTEM_STORE)) {
            List<String> expected = rows.stream()
                    .map(row -> layout.key(column -> row.getOrDefault(column.name(), "")))
                    .sorted(KeyOrder.ASCENDING)
                    .toList();
            assertThat(keys(dump, layout)).isEqualTo(expected);
        }
    }

    @Test
    void readsTablesOfReleasesWithoutStoreUuidsAndPublications() throws SQLException {
        String database = liferay(false);
        fixture.execute(
                database,
                "INSERT INTO dlfileentry VALUES (1, 20097, 20121, 0, '401')",
                "INSERT INTO dlfileversion VALUES (11, 1, '1.0'), (12, 1, '1.1')");

        assertThat(keys(dump(database, List.of()), S3_STORE))
                .containsExactly("20097/20121/401/1.0", "20097/20121/401/1.1");
    }

    @Test
    void joinsRowsOfTheSamePublicationOnly() throws SQLException {
        String database = liferay(true);
        fixture.execute(
                database,
                "INSERT INTO dlfileentry VALUES (1, 0, 20097, 20121, 500, '401'), (1, 7, 20097, 20121, 600, '401')",
                "INSERT INTO dlfileversion VALUES (11, 0, 1, '1.0', NULL), (12, 7, 1, '1.1', 'u')");

        assertThat(keys(dump(database, List.of()), S3_STORE))
                .containsExactly("20097/500/401/1.0", "20097/600/401/1.1~u");
    }

    @Test
    void readsEverySchemaThatHasTheTablesWhateverTheirCase() throws SQLException {
        String database = liferay(false);
        fixture.execute(
                database,
                "INSERT INTO dlfileentry VALUES (1, 20097, 20121, 0, '401')",
                "INSERT INTO dlfileversion VALUES (11, 1, '1.0')",
                "CREATE SCHEMA lpartition_7",
                "CREATE TABLE lpartition_7.\"DLFileEntry\" (\"fileEntryId\" bigint, \"companyId\" bigint,"
                        + " \"groupId\" bigint, \"folderId\" bigint, name varchar(255))",
                "CREATE TABLE lpartition_7.\"DLFileVersion\" (\"fileEntryId\" bigint, version varchar(75))",
                "INSERT INTO lpartition_7.\"DLFileEntry\" VALUES (1, 7, 8, 9, '301')",
                "INSERT INTO lpartition_7.\"DLFileVersion\" VALUES (1, '2.0')");

        assertThat(keys(dump(database, List.of()), S3_STORE)).containsExactly("20097/20121/401/1.0", "7/9/301/2.0");
    }

    @Test
    void keepsNothingWhereRowsAreLeftOutOrTablesAreOthers() throws SQLException {
        String excluded = liferay(true);
        String other = fixture.create("other", "CREATE TABLE dlfileversion (id bigint)");

        assertThat(dump(excluded, List.of("DLFileVersion")).facts().keySet())
                .noneMatch(name -> name.startsWith("references."));
        assertThat(dump(other, List.of()).facts().keySet()).noneMatch(name -> name.startsWith("references."));
    }

    @Test
    void keepsNothingUnlessAsked() throws SQLException {
        StepResult dump = fixture.gateway().dump(fixture.order(liferay(true)), fixture.folder, fixture.control);

        assertThat(dump.artifacts()).hasSize(2);
    }

    private String liferay(boolean recent) throws SQLException {
        return fixture.create(
                "liferay",
                "CREATE TABLE DLFileEntry (fileEntryId bigint, " + (recent ? "ctCollectionId bigint, " : "")
                        + "companyId bigint, groupId bigint, folderId bigint, name varchar(255))",
                "CREATE TABLE DLFileVersion (fileVersionId bigint, " + (recent ? "ctCollectionId bigint, " : "")
                        + "fileEntryId bigint, version varchar(75)" + (recent ? ", storeUUID varchar(255))" : ")"));
    }

    private Map<String, String> insert(
            String database, int id, String folder, String name, String version, String storeUuid) throws SQLException {
        fixture.execute(
                database,
                "INSERT INTO dlfileentry VALUES (%d, 0, 20097, 20121, %s, %s)".formatted(id, folder, Sql.literal(name)),
                "INSERT INTO dlfileversion VALUES (%d, 0, %d, '%s', nullif('%s', ''))"
                        .formatted(id, id, version, storeUuid));
        return Map.of(
                "companyId", "20097",
                "groupId", "20121",
                "folderId", folder,
                "name", name,
                "version", version,
                "storeUUID", storeUuid);
    }

    private StepResult dump(String database, List<String> excludedTables) {
        DumpOrder order = new DumpOrder(
                fixture.backupId,
                PostgresFixture.source(List.of(database), List.of()),
                excludedTables,
                List.of(),
                LiferayFiles.REFERENCES);
        return fixture.gateway().dump(order, fixture.folder, fixture.control);
    }

    private List<String> keys(StepResult dump, KeyLayout layout) {
        List<String> keys = new ArrayList<>();
        try (References references = References.open(fixture.folder, References.of(dump, layout))) {
            references.forEachRemaining(keys::add);
        }
        return keys;
    }
}
