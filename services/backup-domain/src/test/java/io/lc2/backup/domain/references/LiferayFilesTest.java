package io.lc2.backup.domain.references;

import static io.lc2.backup.domain.references.LiferayFiles.ADVANCED_FILE_SYSTEM_STORE;
import static io.lc2.backup.domain.references.LiferayFiles.S3_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.plan.ApplicationProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiferayFilesTest {

    @ParameterizedTest
    @CsvSource({
        // folder, name, version, storeUUID, key
        "31000, 401, 1.0, '',    20097/31000/401/1.0",
        "0,     401, 1.0, '',    20097/20121/401/1.0",
        "'',    401, 1.0, '',    20097/20121/401/1.0",
        "31000, 401, 2.13, a-b,  20097/31000/401/2.13~a-b",
        "31000, 401, PWC, '',    20097/31000/401/PWC",
        "31000, 401, PWC, a-b,   20097/31000/401/PWC~a-b",
        "31000, 'Größe 100%+1.PDF', 1.0, '', 20097/31000/Größe 100%+1.PDF/1.0",
    })
    void findsAVersionInTheS3Store(String folder, String name, String version, String uuid, String key) {
        assertThat(key(S3_STORE, folder, name, version, uuid)).isEqualTo(key);
        assertThat(S3_STORE.looksLikeAVersion()).accepts(key);
    }

    @ParameterizedTest
    @CsvSource({
        "31000, 4,          1.0, '',  20097/31000/4.afsh/4_1.0.afsh",
        "31000, 40,         1.0, '',  20097/31000/40.afsh/40_1.0.afsh",
        "0,     401,        1.0, '',  20097/20121/40/401.afsh/401_1.0.afsh",
        "31000, 4012,       1.1, '',  20097/31000/40/4012.afsh/4012_1.1.afsh",
        "31000, 40123,      1.0, a-b, 20097/31000/40/12/40123.afsh/40123_1.0~a-b.afsh",
        "31000, 4012345,    PWC, '',  20097/31000/40/12/34/4012345.afsh/4012345_PWC.afsh",
        "31000, 401234567,  1.0, '',  20097/31000/40/12/34/56/401234567.afsh/401234567_1.0.afsh",
        "31000, 40123456789, 1.0, '', 20097/31000/40/12/34/56/40123456789.afsh/40123456789_1.0.afsh",
        "31000, report.PDF, 1.0, '',  20097/31000/re/po/report.pdf/report_1.0.pdf",
        "31000, ends., 1.0, '',       20097/31000/en/ds/ends..afsh/ends._1.0.afsh",
    })
    void findsAVersionInTheAdvancedFileSystemStore(
            String folder, String name, String version, String uuid, String key) {
        assertThat(key(ADVANCED_FILE_SYSTEM_STORE, folder, name, version, uuid)).isEqualTo(key);
        assertThat(ADVANCED_FILE_SYSTEM_STORE.looksLikeAVersion()).accepts(key);
        assertThat(S3_STORE.looksLikeAVersion()).rejects(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20097/31000/401/1.0.index",
                "20097/0/document_thumbnail/20121/31000/40/1/41.png",
                "adaptive/uuid/20121/20121/40/41/a.jpg",
                "20097/31000/previews/41-1.png",
                "folder 3/größe+7%.bin",
                "README.txt",
                "_deleted/20097/31000/401/1.0"
            })
    void takesNothingForAVersionThatIsMadeFromOne(String key) {
        assertThat(S3_STORE.looksLikeAVersion()).rejects(key);
        assertThat(ADVANCED_FILE_SYSTEM_STORE.looksLikeAVersion()).rejects(key);
    }

    @Test
    void needsEveryColumnButTheStoreUuid() {
        assertThat(S3_STORE.columns())
                .extracting(FileColumn::name)
                .containsExactly("companyId", "folderId", "groupId", "name", "version");
        assertThat(ADVANCED_FILE_SYSTEM_STORE.columns()).containsExactlyElementsOf(S3_STORE.columns());
    }

    @Test
    void isKnownForLiferayOnly() {
        assertThat(ApplicationProfile.of(Application.LIFERAY).references()).isEqualTo(LiferayFiles.REFERENCES);
        assertThat(ApplicationProfile.of(Application.DRUPAL).references()).isNull();
        assertThat(ApplicationProfile.of(Application.BLOOMREACH).references()).isNull();
    }

    private static String key(KeyLayout layout, String folder, String name, String version, String uuid) {
        Map<String, String> row = Map.of(
                "companyId", "20097",
                "groupId", "20121",
                "folderId", folder,
                "name", name,
                "version", version,
                "storeUUID", uuid);
        return layout.key(column -> row.getOrDefault(column.name(), ""));
    }
}
