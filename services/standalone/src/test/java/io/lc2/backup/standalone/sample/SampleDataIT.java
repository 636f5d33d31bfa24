package io.lc2.backup.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedNode;
import io.lc2.backup.embedded.EmbeddedNode.Part;
import io.lc2.backup.standalone.platform.NodeClients;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class SampleDataIT {

    private static final SampleSize SIZE =
            Boolean.getBoolean("lc2.sample.full") ? SampleSize.demo() : SampleSize.small();
    private static final SampleInstallation INSTALLATION = new SampleInstallation(11, SIZE);

    private static final long LEAST_DATABASE_BYTES = SIZE.equals(SampleSize.small()) ? 10_000_000 : 200_000_000;

    @TempDir
    static Path directory;

    private static EmbeddedNode node;

    @BeforeAll
    static void start() {
        node = EmbeddedNode.start(directory, Set.of(Part.DATABASE, Part.S3), EmbeddedDatabase.DISPOSABLE);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void fillsTwoDatabasesAlikeAndNoticesOneChangedByte() throws SQLException {
        try (Connection first = database("first");
                Connection second = database("second")) {
            assertThat(new SampleDatabase(INSTALLATION).fill(first)).isGreaterThan(LEAST_DATABASE_BYTES);
            new SampleDatabase(INSTALLATION).fill(second);
            assertThat(Comparison.ofDatabases(first, second, Set.of()).rows())
                    .hasSize(12 + 3)
                    .allMatch(Comparison.Row::equal);

            run(second, "select lo_put((select max(data_) from DLContent), 3, '\\x00'::bytea)");
            run(second, "update User_ set firstName = firstName || ' ' where userId = 25007");
            run(second, "delete from " + SampleDatabase.CACHE_TABLE);

            assertThat(Comparison.ofDatabases(first, second, Set.of(SampleDatabase.CACHE_TABLE))
                            .rows())
                    .filteredOn(row -> !row.equal())
                    .extracting(Comparison.Row::what)
                    .containsExactly("table public.user_", "large objects");
        }
    }

    @Test
    void refersFromEveryFileVersionToItsObject() throws SQLException {
        try (Connection connection = database("versions")) {
            new SampleDatabase(INSTALLATION).fill(connection);

            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select v.companyId || '/' || case v.folderId when 0 then v.groupId else v.folderId end"
                                    + " || '/' || e.name || '/' || v.version || case when v.storeUUID = '' then ''"
                                    + " else '~' || v.storeUUID end, v.size_"
                                    + " from DLFileVersion v join DLFileEntry e using (fileEntryId)")) {
                var sizes = INSTALLATION.objects().stream()
                        .filter(object -> !object.generated())
                        .filter(object -> !INSTALLATION.orphans().contains(object))
                        .collect(Collectors.toMap(SampleObject::key, SampleObject::size));
                while (rows.next()) {
                    assertThat(sizes.remove(rows.getString(1))).isEqualTo(rows.getLong(2));
                }
                assertThat(sizes).isEmpty();
            }
        }
    }

    @Test
    void storesTheLibraryAndReadsItBackWithTypesAndMetadata() {
        LongAdder bytes = new LongAdder();
        try (S3Client s3 = NodeClients.s3(node.s3())) {
            new SampleLibrary(INSTALLATION).store(s3, "library", bytes::add);
            LibraryContent content = LibraryContent.of(s3, "library");

            assertThat(content.objects()).hasSameSizeAs(INSTALLATION.objects());
            for (SampleObject object : INSTALLATION.objects()) {
                LibraryContent.Item item = content.objects().get(object.key());
                assertThat(item.size()).isEqualTo(object.size());
                assertThat(item.contentType()).isEqualTo(object.contentType());
                assertThat(item.metadata()).isEqualTo(object.metadata());
            }
            assertThat(bytes.sum())
                    .isEqualTo(INSTALLATION.objects().stream()
                            .mapToLong(SampleObject::size)
                            .sum());
        }
    }

    private static Connection database(String name) throws SQLException {
        EmbeddedDatabase server = node.database();
        server.createDatabase(name);
        return NodeClients.connect(server, name);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
