package io.lc2.backup.domain.references;

import static io.lc2.backup.domain.references.FileColumn.entry;
import static io.lc2.backup.domain.references.FileColumn.version;

import io.lc2.backup.domain.references.KeyPart.Extension;
import io.lc2.backup.domain.references.KeyPart.FirstOf;
import io.lc2.backup.domain.references.KeyPart.Folders;
import io.lc2.backup.domain.references.KeyPart.Stem;
import io.lc2.backup.domain.references.KeyPart.Suffix;
import io.lc2.backup.domain.references.KeyPart.Text;
import io.lc2.backup.domain.references.KeyPart.Value;
import java.util.List;

/**
 * Liferay 7.0 and newer. Every version of a file is an object, drafts and working copies included. It lies in the "data
 * repository", which is the folder of the file, or its site where it is in no folder; its name is the number in {@code
 * DLFileEntry.name}, not the title people see. Since 7.3 the version may carry a {@code storeUUID}. Rows that belong to a
 * publication ({@code ctCollectionId}) have versions of their own.
 */
public final class LiferayFiles {

    private static final FileColumn NAME = entry("name");
    private static final KeyPart COMPANY = new Value(entry("companyId"));
    private static final KeyPart DATA_REPOSITORY = new FirstOf(entry("folderId"), entry("groupId"));
    private static final KeyPart SLASH = new Text("/");
    private static final KeyPart VERSION = new Value(version("version"));
    private static final KeyPart STORE_UUID = new Suffix("~", version("storeUUID"));
    private static final KeyPart EXTENSION = new Extension(NAME, ".afsh");

    /** As the file system store, the S3 store and those of other clouds have it: one folder per file. */
    public static final KeyLayout S3_STORE = new KeyLayout(
            "s3-store",
            List.of(COMPANY, SLASH, DATA_REPOSITORY, SLASH, new Value(NAME), SLASH, VERSION, STORE_UUID),
            "[0-9]+/[0-9]+/[^/]+/(PWC|[0-9]+\\.[0-9]+)(~[^/]+)?");

    /** As the advanced file system store has it: folders of two digits each, the name repeated before the version. */
    public static final KeyLayout ADVANCED_FILE_SYSTEM_STORE = new KeyLayout(
            "advanced-file-system-store",
            List.of(
                    COMPANY,
                    SLASH,
                    DATA_REPOSITORY,
                    SLASH,
                    new Folders(NAME, 4),
                    new Stem(NAME),
                    EXTENSION,
                    SLASH,
                    new Stem(NAME),
                    new Text("_"),
                    VERSION,
                    STORE_UUID,
                    EXTENSION),
            "[0-9]+/[0-9]+/([^/]{2}/){0,4}[^/]+\\.[^/.]+/[^/]+_(PWC|[0-9]+\\.[0-9]+)(~[^/]+)?\\.[^/.]+");

    /** The rows and both layouts. */
    public static final FileReferences REFERENCES = new FileReferences(
            "DLFileEntry",
            "DLFileVersion",
            List.of("fileEntryId"),
            List.of("ctCollectionId"),
            List.of(S3_STORE, ADVANCED_FILE_SYSTEM_STORE));

    private LiferayFiles() {}
}
