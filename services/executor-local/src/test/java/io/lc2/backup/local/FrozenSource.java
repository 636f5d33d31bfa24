package io.lc2.backup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A tiny Liferay with everything that is hard to bring back: what is frozen is made of it. */
final class FrozenSource {

    /** Its rows are left out. */
    static final String LEFT_OUT = "quartz_job_details";

    /** Objects with this in their key are left out. */
    static final String GENERATED = "/thumbnails/";

    private static final String[] STATEMENTS = {
        "CREATE TABLE User_ (userId bigint PRIMARY KEY, screenName varchar(75) NOT NULL, birthday timestamp,"
                + " balance numeric(12, 2), active_ boolean DEFAULT true)",
        "INSERT INTO User_ VALUES (1, 'größe', '1979-02-28 23:59:59.123', -0.50, true),"
                + " (2, '漢字 😀', NULL, 99999999.99, false), (3, E'tab\\tnew\\nline\\\\', 'infinity', NULL, NULL)",
        "CREATE TABLE DLFileEntry (fileEntryId bigint PRIMARY KEY, companyId bigint, groupId bigint,"
                + " folderId bigint, name varchar(255), title text)",
        "CREATE TABLE DLFileVersion (fileVersionId bigint PRIMARY KEY, fileEntryId bigint REFERENCES DLFileEntry,"
                + " version varchar(75), storeUUID varchar(255))",
        "INSERT INTO DLFileEntry SELECT i, 20097, 20121, CASE i % 3 WHEN 0 THEN 0 ELSE 31000 END, i::text,"
                + " 'Größenübersicht – ' || i FROM generate_series(101, 110) i",
        "INSERT INTO DLFileVersion SELECT 1000 + i, i, '1.0', CASE i % 2 WHEN 0 THEN '' ELSE 'u-' || i END"
                + " FROM generate_series(101, 110) i",
        "CREATE TABLE DLContent (contentId bigserial PRIMARY KEY, data_ oid, preview bytea, meta jsonb)",
        "INSERT INTO DLContent (data_, preview, meta) SELECT lo_from_bytea(900000 + i, decode(repeat(md5(i::text),"
                + " i * 3), 'hex')), decode(md5(i::text), 'hex'), jsonb_build_object('n', i, 'ü', ARRAY[i, NULL])"
                + " FROM generate_series(1, 3) i",
        "CREATE INDEX ix_title ON DLFileEntry (groupId, title text_pattern_ops) WHERE folderId > 0",
        "CREATE VIEW files AS SELECT title, version FROM DLFileEntry JOIN DLFileVersion USING (fileEntryId)",
        "CREATE TABLE " + LEFT_OUT + " (job text)",
        "INSERT INTO " + LEFT_OUT + " VALUES ('of no use')",
        "CREATE TABLE \"Mixed Case\" (\"a b\" text[], \"none\" text)",
        "INSERT INTO \"Mixed Case\" VALUES (ARRAY['x', 'y \"z\"', NULL], '')",
    };

    private FrozenSource() {}

    static void makeDatabase(EmbeddedDatabase server, String name) throws SQLException {
        server.createDatabase(name);
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
        }
    }

    /** One object per version of a file but the last, whose row then refers to nothing; and some nobody refers to. */
    static void makeLibrary(FrozenParts parts, String storeName, String bucket) {
        parts.buckets(storeName).create(bucket, new OperationId("frozen-source"));
        ObjectStore store = parts.store(storeName);
        Random random = new Random(20097);
        for (int i = 101; i < 110; i++) {
            byte[] bytes = new byte[i == 101 ? 0 : random.nextInt(6_000)];
            random.nextBytes(bytes);
            String folder = i % 3 == 0 ? "20121" : "31000";
            put(
                    store,
                    bucket,
                    "20097/" + folder + "/" + i + "/1.0" + (i % 2 == 0 ? "" : "~u-" + i),
                    bytes,
                    metadata(i));
        }
        put(store, bucket, "20097/31000/Größe 100% +漢字&#😀.txt/1.0", "grüße".getBytes(UTF_8), metadata(1));
        put(store, bucket, "20097/31000" + GENERATED + "7.png", new byte[] {7}, ObjectMetadata.NONE);
        put(store, bucket, "README.txt", "Nobody refers to this.\n".getBytes(UTF_8), ObjectMetadata.NONE);
    }

    /** A backup of it that leaves out what may be. */
    static BackupRequest request(String database, String library, String bucket, boolean incremental) {
        return new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                new DatabaseSource(
                        DatabaseType.POSTGRESQL,
                        FrozenParts.SERVER,
                        List.of(database),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        List.of("quartz_*"),
                        List.of()),
                new StorageSource(
                        library.equals(FrozenParts.FILES) ? StorageType.FILESYSTEM : StorageType.S3,
                        library,
                        bucket,
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        true,
                        4,
                        incremental),
                null,
                null,
                false,
                Retention.DEFAULT,
                "frozen");
    }

    private static ObjectMetadata metadata(int i) {
        return switch (i % 3) {
            case 0 -> new ObjectMetadata("application/pdf", Map.of());
            case 1 -> new ObjectMetadata("text/plain;charset=utf-8", Map.of("title", "Größe 漢字 😀", "path", "a/b%20c"));
            case 2 -> new ObjectMetadata("image/png", Map.of("liferay-uuid", "uuid-" + i));
            default -> throw new IllegalStateException();
        };
    }

    private static void put(ObjectStore store, String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        try (ObjectWriter writer = store.create(bucket, key, metadata, bytes.length)) {
            writer.stream().write(bytes);
            if (!writer.commit()) {
                throw new IllegalStateException(key + " is there already");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
