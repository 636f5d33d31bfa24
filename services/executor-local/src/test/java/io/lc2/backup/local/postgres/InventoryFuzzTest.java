package io.lc2.backup.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.embedded.testing.Fuzz;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An inventory somebody else wrote, with a checksum to match. */
class InventoryFuzzTest {

    private static final String INVENTORY = """
            {"format": 1, "database": "lportal", "dataTime": "2026-11-21T10:00:00Z",
             "server": {"version": "15.19", "major": 15, "toolMajor": 15, "encoding": "UTF8", "collation": "C",
               "characterType": "C", "localeProvider": "c", "locale": null},
             "schemas": ["public"],
             "tables": [{"schema": "public", "name": "a", "rows": 3000, "counted": 3000, "excluded": false}],
             "largeObjects": {"count": 1, "bytes": 3}, "census": {"tables": 2}, "archiveEntries": {"TABLE": 2},
             "extensions": [{"name": "pgcrypto", "version": "1.3", "schema": "public"}],
             "roles": [{"name": "lportal", "login": true, "superuser": false}]}""";

    private final MemoryStore store = new MemoryStore();
    private final BackupFolder folder = new BackupFolder(store, "bucket", "p/e/backups/b/");

    @Test
    void isAnInventoryOrInvalid() {
        long inputs = Fuzz.from(List.of(
                        INVENTORY.getBytes(UTF_8),
                        INVENTORY.replaceAll("\\s+", "").getBytes(UTF_8)))
                .against(input -> {
                    try {
                        Inventory inventory = read(input);
                        inventory.tablesByName();
                        assertThat(inventory.rows()).isNotNull();
                    } catch (PermanentProviderException expected) {
                        assertThat(expected.code()).isEqualTo(FailureCode.MANIFEST_INVALID);
                    }
                });

        assertThat(inputs).isGreaterThan(1000);
    }

    @Test
    void saysThatNothingIsNoInventory() {
        assertThatThrownBy(() -> read("null".getBytes(UTF_8)))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("{\"format\": 1}".getBytes(UTF_8)))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageContaining("is not an inventory");
    }

    private Inventory read(byte[] bytes) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        store.objects.put(folder.key("database/i.json"), bytes);
        return Inventories.read(
                folder,
                new Artifact(
                        "database/i.json",
                        Component.DATABASE,
                        Inventory.MEDIA_TYPE,
                        bytes.length,
                        sha256,
                        bytes.length));
    }
}
