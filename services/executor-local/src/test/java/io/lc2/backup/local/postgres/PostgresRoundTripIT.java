package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServerExtension.class)
class PostgresRoundTripIT {

    /** Every kind of thing a Liferay database may hold, and some it had better not. */
    private static final String[] LIFERAY = {
        "CREATE TABLE dlfileentry (fileentryid bigint PRIMARY KEY, title text NOT NULL, extra json, sha bytea)",
        """
        INSERT INTO dlfileentry SELECT i, E'Grüße \\\\ \\t\\n\\r\\u4e2d\\U0001F600 ' || i, json_build_object('a', i, 'b', E'\\n'),
               decode(md5(i::text) || '0a0d005c2e0a', 'hex') FROM generate_series(1, 5000) i
        """,
        "CREATE TABLE user_ (userid bigint PRIMARY KEY, screenname varchar(75) UNIQUE, boss bigint REFERENCES user_)",
        "INSERT INTO user_ SELECT i, 'user' || i, nullif(i - 1, 0) FROM generate_series(1, 300) i",
        "CREATE TABLE nocolumns ()",
        "INSERT INTO nocolumns SELECT FROM generate_series(1, 7)",
        "CREATE TABLE empty (x int CHECK (x > 0))",
        "CREATE TABLE \"We.ird \"\" name\" (\"Ä\" text)",
        "INSERT INTO \"We.ird \"\" name\" VALUES (E'\\\\.'), ('\\N'), (NULL), ('')",
        "CREATE TABLE audit (at date NOT NULL, what text) PARTITION BY RANGE (at)",
        "CREATE TABLE audit_2025 PARTITION OF audit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE TABLE audit_2026 PARTITION OF audit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "INSERT INTO audit SELECT date '2025-06-01' + i, 'x' || i FROM generate_series(1, 400) i",
        "CREATE INDEX ON audit (at)",
        "CREATE UNLOGGED TABLE counter (value bigint GENERATED ALWAYS AS IDENTITY)",
        "CREATE SEQUENCE numbers START 42",
        "SELECT nextval('numbers')",
        "CREATE SCHEMA extra",
        "CREATE TABLE extra.tag (id serial PRIMARY KEY, names text[], doc jsonb, n numeric(40, 20), ts timestamptz)",
        """
        INSERT INTO extra.tag (names, doc, n, ts)
        SELECT ARRAY['a', NULL, 'ö'], '{"k": [1, null]}', 1.5, now() FROM generate_series(1, 50)
        """,
        "CREATE VIEW titles AS SELECT title FROM dlfileentry",
        "CREATE MATERIALIZED VIEW many AS SELECT count(*) AS n FROM dlfileentry",
        "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'",
        "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER before_user BEFORE INSERT ON user_ FOR EACH ROW EXECUTE FUNCTION noop()",
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "SELECT lo_from_bytea(0, decode('00ff0a5c', 'hex'))",
        "SELECT lo_from_bytea(4100000000, decode(repeat('41420a', 40000), 'hex'))",
        "SELECT lo_from_bytea(0, '')",
    };

    private static final List<String> QUESTIONS = List.of(
            "SELECT md5(string_agg(d::text, ',' ORDER BY fileentryid)) FROM dlfileentry d",
            "SELECT md5(string_agg(u::text, ',' ORDER BY userid)) FROM user_ u",
            "SELECT count(*)::text FROM nocolumns",
            "SELECT coalesce(\"Ä\", '<null>') FROM \"We.ird \"\" name\" ORDER BY 1",
            "SELECT md5(string_agg(a::text, ',' ORDER BY a::text)) FROM audit a",
            "SELECT count(*)::text FROM audit_2026",
            "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM extra.tag t",
            "SELECT last_value || ' ' || is_called FROM numbers",
            "SELECT n::text FROM many",
            "SELECT twice(21)::text",
            "SELECT md5(string_agg(oid || encode(lo_get(oid), 'hex'), ',' ORDER BY length(lo_get(oid))))"
                    + " FROM pg_largeobject_metadata");

    private PostgresFixture fixture;

    @BeforeEach
    void connect(EmbeddedDatabase server) {
        fixture = new PostgresFixture(server);
    }

    @Test
    void bringsEverythingBack() throws Exception {
        String source = fixture.create("lportal", LIFERAY);
        Instant before = Instant.parse(fixture.read(
                        source,
                        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .getFirst());

        StepResult dump = fixture.gateway().dump(liferay(source), fixture.folder, fixture.control);
        StepResult validated = fixture.gateway().validate(liferay(source), dump, fixture.folder, fixture.control);
        StepResult restored = fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);
        StepResult compared =
                fixture.gateway().validateRestored(fixture.restore(dump), fixture.folder, fixture.control);

        assertThat(Instant.parse(dump.facts().get("dataTime"))).isBetween(before, before.plusSeconds(60));
        assertThat(dump.facts()).containsEntry("tables." + source, "9").containsEntry("largeObjects." + source, "3");
        assertThat(validated.checks())
                .allMatch(Check::passed)
                .extracting(Check::name)
                .containsExactly(
                        "dump-not-empty",
                        "dump-checksum",
                        "dump-decompresses",
                        "dump-contents-listed",
                        "dump-complete",
                        "row-counts",
                        "schema-markers");
        assertThat(compared.checks())
                .allMatch(Check::passed)
                .extracting(Check::name)
                .containsExactly("restored-row-counts", "restored-large-objects", "restored-catalog");
        String target = source + "_" + fixture.restoreId;
        assertThat(restored.facts()).containsExactly(Map.entry("endpoint." + source, target));
        assertSame(source, target, QUESTIONS);
    }

    @Test
    void tellsProgressOfAKnownTotal() throws Exception {
        String source = fixture.create("lportal", LIFERAY);

        fixture.gateway().dump(liferay(source), fixture.folder, fixture.control);

        // Nine tables and one block of large objects.
        assertThat(fixture.control.progress)
                .isSortedAccordingTo((a, b) -> Long.compare(a.objectsDone(), b.objectsDone()))
                .allSatisfy(said -> assertThat(said.objectsTotal()).isEqualTo(10))
                .allSatisfy(said -> assertThat(said.bytesTotal()).isEqualTo(Progress.UNKNOWN));
        assertThat(fixture.control.progress.getLast().bytesDone()).isGreaterThan(500_000);
        assertThat(fixture.control.progress.getLast().objectsDone()).isEqualTo(10);
    }

    @Test
    void leavesOutRowsButKeepsDefinitions() throws Exception {
        String source = fixture.create("lportal", LIFERAY);
        DumpOrder order = new DumpOrder(
                fixture.backupId,
                PostgresFixture.source(List.of(source), List.of()),
                List.of("AUDIT", "extra.T*g", "we.ird*", "nothing*"),
                List.of("DLFileEntry"));

        StepResult restored = fixture.roundTrip(order);

        String target = restored.facts().get("endpoint." + source);
        assertThat(
                        fixture.read(
                                target,
                                "SELECT count(*) FROM audit UNION ALL SELECT count(*) FROM extra.tag UNION ALL SELECT count(*) FROM dlfileentry"))
                .containsExactly("0", "0", "5000");
        // A pattern with a full stop is schema and table.
        assertThat(fixture.read(target, "SELECT count(*) FROM \"We.ird \"\" name\""))
                .containsExactly("4");
        assertSame(source, target, QUESTIONS.subList(0, 2));
    }

    @Test
    void takesSeveralDatabasesWhateverTheirNames() throws Exception {
        String one = fixture.create("lportal", LIFERAY);
        String two = fixture.create("Käse 'n/\"=\\ %s ..", "CREATE TABLE t (x int)", "INSERT INTO t VALUES (1), (2)");

        StepResult restored = fixture.roundTrip(liferay(one, two));

        assertThat(restored.facts()).containsOnlyKeys("endpoint." + one, "endpoint." + two);
        assertSame(two, restored.facts().get("endpoint." + two), List.of("SELECT sum(x)::text FROM t"));
        assertThat(fixture.store.objects.keySet())
                .hasSize(4)
                .allMatch(
                        key -> key.matches(
                                "p/prd/backups/[a-z0-9]+/database/[A-Za-z0-9_!-]+\\.\\d{8}T\\d{12}Z\\.(pgdump\\.zst|inventory\\.json)"));
    }

    @Test
    void takesChosenSchemasWithTheirExtensionsAndAllLargeObjects() throws Exception {
        String source = fixture.create("lportal", LIFERAY);

        StepResult restored = fixture.roundTrip(new DumpOrder(
                fixture.backupId,
                PostgresFixture.source(List.of(source), List.of("public")),
                List.of(),
                List.of("user_")));

        String target = restored.facts().get("endpoint." + source);
        assertThat(fixture.read(target, "SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'extra')"))
                .containsExactly("public");
        assertSame(source, target, QUESTIONS.subList(0, 6));
        assertSame(source, target, QUESTIONS.subList(QUESTIONS.size() - 1, QUESTIONS.size()));
    }

    @Test
    void seesOneSnapshotWhileTheApplicationWrites() throws Exception {
        String source = fixture.create(
                "busy",
                "CREATE TABLE a (x int, filler text)",
                "CREATE TABLE b (x int)",
                "INSERT INTO a SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 20000) i");
        fixture.control.onProgress = said -> {
            try {
                fixture.execute(source, "INSERT INTO b VALUES (1)", "DELETE FROM a WHERE x = (SELECT max(x) FROM a)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };

        StepResult dump = fixture.gateway().dump(fixture.order(source), fixture.folder, fixture.control);

        assertThat(dump.facts()).containsEntry("rows." + source, "20000");
        assertThat(fixture.read(source, "SELECT count(*) FROM b").getFirst()).isNotEqualTo("0");
    }

    @Test
    void aSecondAttemptMakesADumpOfItsOwn() throws Exception {
        String source = fixture.create("twice", "CREATE TABLE t (x int)", "INSERT INTO t VALUES (1)");
        StepResult first = fixture.gateway().dump(fixture.order(source), fixture.folder, fixture.control);
        fixture.execute(source, "INSERT INTO t VALUES (2)");

        StepResult second = fixture.gateway().dump(fixture.order(source), fixture.folder, fixture.control);

        assertThat(second.artifacts()).doesNotContainAnyElementsOf(first.artifacts());
        assertThat(first.facts()).containsEntry("rows." + source, "1");
        assertThat(second.facts()).containsEntry("rows." + source, "2");
        fixture.gateway().validate(fixture.order(source), first, fixture.folder, fixture.control);
        fixture.gateway().validate(fixture.order(source), second, fixture.folder, fixture.control);
    }

    private DumpOrder liferay(String... databases) {
        return new DumpOrder(
                fixture.backupId,
                PostgresFixture.source(List.of(databases), List.of()),
                List.of(),
                List.of("DLFileEntry", "User_"));
    }

    private void assertSame(String source, String target, List<String> questions) throws SQLException {
        for (String question : questions) {
            assertThat(fixture.read(target, question)).as(question).isEqualTo(fixture.read(source, question));
        }
    }
}
