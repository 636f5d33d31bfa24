package io.lc2.backup.domain.request;

import static io.lc2.backup.domain.request.RequestFixtures.BACKUP;
import static io.lc2.backup.domain.request.RequestFixtures.DATABASE;
import static io.lc2.backup.domain.request.RequestFixtures.STORAGE;
import static io.lc2.backup.domain.request.RequestFixtures.backup;
import static io.lc2.backup.domain.request.RequestFixtures.database;
import static io.lc2.backup.domain.request.RequestFixtures.storage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRequestRulesTest {

    @Test
    void findsNothingWrongWithAnOrdinaryRequest() {
        assertThat(RequestRules.violations(BACKUP)).isEmpty();
    }

    @Test
    void findsNothingWrongWithAnySingleComponent() {
        assertThat(RequestRules.violations(backup(DATABASE, null))).isEmpty();
        assertThat(RequestRules.violations(backup(null, STORAGE))).isEmpty();
        assertThat(RequestRules.violations(backup(new ConfigurationSource(List.of("drush"), "config"), null, false)))
                .isEmpty();
        assertThat(RequestRules.violations(
                        backup(null, new ContentModelSource("https://cms.example/api", "json"), false)))
                .isEmpty();
        assertThat(RequestRules.violations(backup((ConfigurationSource) null, null, true)))
                .isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", backup((DatabaseSource) null, null)),
                Arguments.of("environment", backup("PRD", Retention.DEFAULT, "")),
                Arguments.of("environment", backup("", Retention.DEFAULT, "")),
                Arguments.of("notes", backup("prd", Retention.DEFAULT, "n".repeat(1001))),
                Arguments.of("notes", backup("prd", Retention.DEFAULT, "a\0b")),
                Arguments.of("notes", backup("prd", Retention.DEFAULT, "\ud800")),
                Arguments.of("database", backup(withoutStrategy(), null)),
                Arguments.of("database.instance", backup(named(""), null)),
                Arguments.of("database.instance", backup(named("postgres://u:p@host/db"), null)),
                Arguments.of("database.databases[0]", backup(taking(" "), null)),
                Arguments.of("database.databases[1]", backup(taking("a", "é".repeat(32)), null)),
                Arguments.of("database.databases[0]", backup(taking("host=evil"), null)),
                Arguments.of("database.databases[0]", backup(taking("postgres://evil"), null)),
                Arguments.of("database.databases[0]", backup(taking("-f/etc/passwd"), null)),
                Arguments.of("database.databases", backup(taking("a", "a"), null)),
                Arguments.of("database.databases", backup(taking(many(101)), null)),
                Arguments.of("database.schemas[0]", backup(schemas("s".repeat(64)), null)),
                Arguments.of("database.excludeTables[0]", backup(without("a.b.c"), null)),
                Arguments.of("database.excludeTables[0]", backup(without("a\nb"), null)),
                Arguments.of("database.preBackupHooks", backup(hooked(Collections.nCopies(21, hook(1))), null)),
                Arguments.of("database.preBackupHooks[0].timeout", backup(hooked(List.of(hook(0))), null)),
                Arguments.of("database.preBackupHooks[0].timeout", backup(hooked(List.of(hook(86_401))), null)),
                Arguments.of("storage.store", backup(null, storage("s3://key:secret@host", "b", List.of(), 8))),
                Arguments.of("storage.bucket", backup(null, storage("", " ", List.of(), 8))),
                Arguments.of("storage.bucket", backup(null, storage("", "a/../../etc", List.of(), 8))),
                Arguments.of("storage.bucket", backup(null, storage("", "/etc", List.of(), 8))),
                Arguments.of("storage.excludePatterns[0]", backup(null, storage("", "b", List.of("[a"), 8))),
                Arguments.of("storage.excludePatterns[0]", backup(null, storage("", "b", List.of("a\\"), 8))),
                Arguments.of("storage.maxConcurrency", backup(null, storage("", "b", List.of(), 0))),
                Arguments.of("storage.maxConcurrency", backup(null, storage("", "b", List.of(), 65))),
                Arguments.of("configuration.exportCommand", exporting(List.of(), "config")),
                Arguments.of("configuration.exportCommand[0]", exporting(List.of(" "), "config")),
                Arguments.of("configuration.storagePath", exporting(List.of("drush"), "../config")),
                Arguments.of("contentModel.apiEndpoint", modelled("https://u:p@cms.example/", "json")),
                Arguments.of("contentModel.apiEndpoint", modelled("ftp://cms.example/", "json")),
                Arguments.of("contentModel.apiEndpoint", modelled("https://cms.example/?token=x", "json")),
                Arguments.of("contentModel.exportFormat", modelled("https://cms.example", "xml")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheFieldThatIsWrong(String field, BackupRequest request) {
        assertThat(RequestRules.violations(request))
                .extracting(Violation::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a?b", "[abc]*", "[]]", "a\\[b", "*.{css,js}", "日本*"})
    void takesGlobsThatCompile(String glob) {
        assertThat(RequestRules.violations(backup(null, storage("", "library", List.of(glob), 8))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 0, 0, 0, 0",
        "365, 52, 12, 1, 0",
        "0, 1, 0, 0, 0",
        "0, 0, 0, 0, 2555",
        "1, 0, 0, 7, 2555",
        "0, 0, 0, 10, 3650",
    })
    void takesRetentionsInRange(int daily, int weekly, int monthly, int yearly, int compliance) {
        assertThat(RequestRules.violations(
                        backup("prd", new Retention(daily, weekly, monthly, yearly, compliance), "")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, keeps nothing",
        "6, 0, 0, 0, 0, reaches back 6 days",
        "366, 0, 0, 0, 0, reaches back 366 days",
        "7, 0, 0, 2, 0, reaches back 730 days",
        "7, 0, 0, 8, 2555, reaches back 2920 days",
        "7, -1, 0, 0, 0, must be between 0 and 5214",
        "7, 0, 0, 0, -1, must be between 0 and 36500",
        "7, 0, 0, 101, 2555, must be between 0 and 100",
    })
    void refusesRetentionsOutOfRange(int daily, int weekly, int monthly, int yearly, int compliance, String message) {
        assertThat(RequestRules.violations(
                        backup("prd", new Retention(daily, weekly, monthly, yearly, compliance), "")))
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains(message);
    }

    @Test
    void refusesAnArtifactThatNoHookStores() {
        Hook stray = new Hook("h", List.of("x"), Duration.ofSeconds(1), false, "out.txt", true);
        Hook escaping = new Hook("h", List.of("x"), Duration.ofSeconds(1), true, "../out.txt", true);

        assertThat(RequestRules.violations(backup(hooked(List.of(stray, escaping)), null)))
                .extracting(Violation::field)
                .containsExactly("database.preBackupHooks[0].artifactPath", "database.preBackupHooks[1].artifactPath");
    }

    @Test
    void boundsTheWholeRequestAndTheNumberOfViolations() {
        List<String> long300 =
                IntStream.range(0, 300).mapToObj(i -> i + "x".repeat(1000)).toList();
        List<String> open300 = IntStream.range(0, 300).mapToObj(i -> i + "[").toList();

        assertThat(RequestRules.violations(backup(null, storage("", "library", long300, 8))))
                .extracting(Violation::field)
                .containsExactly("");
        assertThat(RequestRules.violations(backup(null, storage("", "library", open300, 8))))
                .hasSize(50);
    }

    @Test
    void neverRepeatsTheRefusedValue() {
        assertThat(RequestRules.violations(backup(named("postgres://u:s3cret@host/db"), null)))
                .noneMatch(violation -> violation.message().contains("s3cret"));
    }

    private static DatabaseSource named(String instance) {
        return database(instance, List.of(), List.of(), List.of());
    }

    private static DatabaseSource taking(String... databases) {
        return database("main", List.of(databases), List.of(), List.of());
    }

    private static DatabaseSource schemas(String... schemas) {
        return database("main", List.of(), List.of(schemas), List.of());
    }

    private static DatabaseSource without(String... tables) {
        return database("main", List.of(), List.of(), List.of(tables));
    }

    private static DatabaseSource hooked(List<Hook> hooks) {
        return database("main", List.of(), List.of(), List.of(), hooks.toArray(Hook[]::new));
    }

    private static Hook hook(int seconds) {
        return new Hook("h", List.of("x"), Duration.ofSeconds(seconds), false, "", true);
    }

    private static DatabaseSource withoutStrategy() {
        return new DatabaseSource(
                DatabaseType.POSTGRESQL, "main", List.of(), List.of(), Set.of(), List.of(), List.of());
    }

    private static BackupRequest exporting(List<String> command, String path) {
        return backup(new ConfigurationSource(command, path), null, false);
    }

    private static BackupRequest modelled(String endpoint, String format) {
        return backup(null, new ContentModelSource(endpoint, format), false);
    }

    private static String[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "db" + i).toArray(String[]::new);
    }
}
