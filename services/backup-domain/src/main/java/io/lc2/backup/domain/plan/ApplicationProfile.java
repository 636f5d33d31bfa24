package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.references.LiferayFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a kind of application: data, not code.
 *
 * @param generatedFiles globs of objects the application makes again by itself; {@code *} also matches {@code /}
 * @param schemaMarkers tables that prove that a dump is of this application, compared without case
 * @param disposableTables tables whose rows need no backup
 * @param restoreHints what people do after a restore
 * @param references rows that refer to objects of the library; null where none are known
 */
public record ApplicationProfile(
        List<String> generatedFiles,
        List<String> schemaMarkers,
        List<String> disposableTables,
        List<String> restoreHints,
        @Nullable FileReferences references) {

    private static final ApplicationProfile LIFERAY = new ApplicationProfile(
            List.of(
                    "*/thumbnails/*",
                    "*/previews/*",
                    "*/.cache/*",
                    "*/temp/*",
                    ".thumbs/*",
                    "*/.thumbs/*",
                    "adaptive/*",
                    "*/adaptive/*"),
            List.of("DLFileEntry", "User_"),
            List.of(),
            List.of(
                    "Point jdbc.default.url and the document library store at the endpoints above.",
                    "Reindex: Control Panel > Search > Index Actions > Reindex search indexes.",
                    "Adaptive media, thumbnails and previews are generated again on first use."),
            LiferayFiles.REFERENCES);

    private static final ApplicationProfile DRUPAL = new ApplicationProfile(
            List.of(
                    "sites/default/files/tmp/*",
                    "sites/default/files/css/*",
                    "sites/default/files/js/*",
                    "sites/default/private/tmp/*"),
            List.of("node", "users"),
            List.of("cache_*", "sessions", "watchdog"),
            List.of("Rebuild the caches: drush cache:rebuild."),
            null);

    private static final ApplicationProfile BLOOMREACH = new ApplicationProfile(
            List.of(), List.of("repository_default_node"), List.of(), List.of("Invalidate the CDN."), null);

    public ApplicationProfile {
        generatedFiles = List.copyOf(generatedFiles);
        schemaMarkers = List.copyOf(schemaMarkers);
        disposableTables = List.copyOf(disposableTables);
        restoreHints = List.copyOf(restoreHints);
    }

    /** The profile of a kind of application. */
    public static ApplicationProfile of(Application application) {
        return switch (application) {
            case LIFERAY -> LIFERAY;
            case DRUPAL -> DRUPAL;
            case BLOOMREACH -> BLOOMREACH;
        };
    }
}
