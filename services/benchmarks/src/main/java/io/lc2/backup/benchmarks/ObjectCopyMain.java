package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3ObjectStore;
import io.lc2.backup.local.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The executor's side of {@link ObjectCopyBenchmark}, in a process of its own with a small heap. Reads one order per line,
 * {@code <store> <source bucket> <target bucket> <objects at once>}, and answers with milliseconds, objects, bytes, the
 * most megabytes the process ever had resident, and milliseconds of processor time.
 */
public final class ObjectCopyMain {

    static final String ROOT = "LC2_BENCHMARK_ROOT";
    static final String ENDPOINT = "LC2_BENCHMARK_S3";
    static final String ACCESS_KEY = "LC2_BENCHMARK_ACCESS_KEY";
    static final String SECRET_KEY = "LC2_BENCHMARK_SECRET_KEY";

    private ObjectCopyMain() {}

    /** Serves orders until the input ends. */
    public static void main(String[] arguments) throws IOException {
        try (ObjectStore files = files(System.getenv());
                ObjectStore s3 = s3(System.getenv())) {
            Orders.serve(
                    words -> copy(words[0].equals("s3") ? s3 : files, words[1], words[2], Integer.parseInt(words[3])));
        }
    }

    static ObjectStore files(Map<String, String> environment) {
        return new FileObjectStore(Path.of(environment.getOrDefault(ROOT, "")), InstantSource.system());
    }

    static S3ObjectStore s3(Map<String, String> environment) {
        S3Credentials credentials =
                new S3Credentials(environment.getOrDefault(ACCESS_KEY, ""), environment.getOrDefault(SECRET_KEY, ""));
        return new S3ObjectStore(S3Settings.of(URI.create(environment.getOrDefault(ENDPOINT, ""))), () -> credentials);
    }

    private static String copy(ObjectStore store, String from, String to, int atOnce) throws IOException {
        long cpuBefore = Processes.cpuMillis(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        BackupFolder folder = new BackupFolder(store, to, "project/env/backups/b/");
        LibraryManifest manifest = new LibraryBackup(TransferSettings.DEFAULT, InstantSource.system())
                .copy(new Place(store, from), KeyFilter.ALL, atOnce, folder, new NobodyListens());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return millis + " " + manifest.totals().objects() + " "
                + manifest.totals().bytes() + " " + Processes.peakMegabytes() + " "
                + (Processes.cpuMillis(ProcessHandle.current().pid()) - cpuBefore);
    }
}
