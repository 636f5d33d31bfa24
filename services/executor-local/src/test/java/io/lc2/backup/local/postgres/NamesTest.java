package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @Test
    void namesARestoredDatabaseAfterSourceAndRestore() {
        assertThat(RestoredNames.database("lportal", new OperationId("r-1"))).isEqualTo("lportal_r-1");
    }

    @Test
    void keepsLongNamesApartWithinWhatPostgresqlTakes() {
        OperationId id = new OperationId("r".repeat(63));
        String one = RestoredNames.database("ä".repeat(31), id);
        String two = RestoredNames.database("ä".repeat(30) + "b", id);

        assertThat(one).isNotEqualTo(two).startsWith("ä");
        assertThat(List.of(one, two))
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63));
        assertThat(RestoredNames.database("ä".repeat(31), id)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        "lportal, database/lportal.20261121T101502000001Z.pgdump.zst",
        "../a/b, database/!2e!2e!2fa!2fb.20261121T101502000001Z.pgdump.zst",
        "Ä!, database/!c3!84!21.20261121T101502000001Z.pgdump.zst"
    })
    void namesAnArtifactAfterDatabaseAndSnapshot(String database, String path) {
        assertThat(DumpNames.dump(database, Instant.parse("2026-11-21T10:15:02.000001Z"))
                        .path())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "DLFileEntry, public, dlfileentry, true",
        "dlfile*, public, DLFileEntry, true",
        "dlfile, public, dlfileentry, false",
        "cache_*, public, cache_, true",
        "cache_*, public, cachex, false",
        "extra.tag, extra, TAG, true",
        "extra.tag, public, tag, false",
        "*.tag, public, tag, true",
        "a+b*, public, a+bc, true",
        "*, public, anything, true"
    })
    void matchesTablesByPattern(String pattern, String schema, String table, boolean matches) {
        assertThat(new TablePatterns(List.of(pattern)).matches(new TableName(schema, table)))
                .isEqualTo(matches);
    }

    @Test
    void quotesNamesAndTexts() {
        assertThat(new TableName("a\"b", "C").quoted()).isEqualTo("\"a\"\"b\".\"C\"");
        assertThat(Sql.literal("it's \\ it")).isEqualTo("E'it''s \\\\ it'");
        assertThat(Sessions.databaseArgument("a'b\\c d=e")).startsWith("--dbname=dbname='a\\'b\\\\c d=e' ");
    }

    @Test
    void takesAPasswordFromAFileAndNeverShowsIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        PostgresServer server = server(null, file);

        assertThat(server.password(Map.of())).isEqualTo("s3cret");
        assertThat(server.toString()).doesNotContain("s3cret");
        assertThat(new Sessions(Map.of()).variables(server)).containsEntry("PGPASSWORD", "s3cret");
    }

    @Test
    void refusesAPasswordThatIsGivenTwiceOrNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> server("A", folder)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server(null, folder.resolve("none")).password(Map.of()))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContaining("none");
    }

    private static PostgresServer server(String variable, Path file) {
        return new PostgresServer("main", "h", 5432, "u", variable, file, List.of(), "postgres", "prefer");
    }
}
