package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import io.lc2.backup.executor.worker.WorkOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps in the order and with the names of the real ones, on the simulated provider. */
final class Programs {

    /** Fact in every result: which attempt made it. */
    static final String ATTEMPT = "attempt";

    private static final String DUMP_PATH = "dumpPath";
    private static final String DUMP = "dump";
    private static final String LISTING = "listing";

    private final SimulatedProvider provider;
    private final @Nullable Mutation mutation;

    Programs(SimulatedProvider provider, @Nullable Mutation mutation) {
        this.provider = provider;
        this.mutation = mutation;
    }

    Program of(WorkOrder order) {
        Run run = new Run(order);
        return switch (order.attempt().step()) {
            case DUMP_DATABASE -> run.dump();
            case COPY_OBJECTS -> run.copy();
            case VALIDATE_DATABASE -> run.validateDump();
            case VALIDATE_OBJECTS -> run.validateObjects();
            case WRITE_MANIFEST -> run.manifest();
            case CHECK_BACKUP, VERIFY_BACKUP -> run.readBack();
            case RESTORE_DATABASE -> run.restoreDatabase();
            case RESTORE_OBJECTS -> run.restoreObjects();
            case VALIDATE_RESTORE -> run.validateRestore();
            case PURGE_BACKUP -> run.purge();
            case CLEAN_UP -> run.cleanUp();
        };
    }

    /** Name of the database a restore makes. */
    static String databaseOf(OperationId restore) {
        return "database-" + restore;
    }

    /** Name of the bucket a restore makes. */
    static String bucketOf(OperationId restore) {
        return "bucket-" + restore;
    }

    private static TransientProviderException notYet(String message) {
        return new TransientProviderException(FailureCode.PROVIDER_ERROR, message, "It is tried again.", null);
    }

    private static PermanentProviderException wrong(FailureCode code, String message) {
        return new PermanentProviderException(code, message, "Look at the trace.", null);
    }

    /** One attempt. */
    private final class Run {

        private final StepAttempt attempt;
        private final Operation operation;
        private final Map<String, String> facts = new TreeMap<>();
        private final String folder;
        private final SimulatedPool pool;

        Run(WorkOrder order) {
            this.attempt = order.attempt();
            this.operation = order.operation();
            this.folder = folderOf(operation);
            this.pool = new SimulatedPool(provider, folder, mutation);
            facts.put(ATTEMPT, Integer.toString(attempt.number()));
            if (order.checkpoint() != null) {
                facts.put(Facts.DATA_TIME, order.checkpoint());
            }
        }

        Program dump() {
            Program program = new Program();
            writeManifestFirst(program);
            return program.call("open snapshot", () -> {
                        facts.put(DUMP, provider.database(operation.first().environment()));
                        facts.put(DUMP_PATH, "database/dump-" + provider.now());
                        facts.put(
                                Facts.DATA_TIME,
                                Instant.ofEpochMilli(provider.now()).toString());
                    })
                    .call("stream", () -> {})
                    .write("store dump", damaged -> put(folder + fact(DUMP_PATH), fact(DUMP), damaged))
                    .leaves(() -> result(List.of(artifact(fact(DUMP_PATH), fact(DUMP))), List.of()));
        }

        Program copy() {
            Program program = new Program();
            program.call("look for an earlier end", () -> {
                if (provider.find(folder + StoredBackup.LISTING) != null) {
                    adoptListing();
                    program.skipRest();
                }
            });
            boolean incremental = isIncremental(operation);
            Map<String, String> earlier = new TreeMap<>();
            if (incremental) {
                program.call("look for an earlier backup", () -> earlier.putAll(pool.earlier()));
            }
            program.call("list", () -> {
                facts.putIfAbsent(
                        Facts.DATA_TIME, Instant.ofEpochMilli(provider.now()).toString());
                program.save(fact(Facts.DATA_TIME));
                List<String> entries = provider.library().stream()
                        .map(version -> incremental ? pool.entry(version, earlier) : version)
                        .toList();
                facts.put(LISTING, String.join(",", entries));
                entries.stream()
                        .filter(entry -> !earlier.containsValue(entry))
                        .forEach(entry -> program.write("copy " + entry, damaged -> copyOf(entry, damaged)));
                program.write("store listing", damaged -> {
                    if (!provider.putIfAbsent(folder + StoredBackup.LISTING, fact(LISTING), damaged)) {
                        adoptListing();
                    }
                });
            });
            return program.leaves(() -> result(List.of(artifact(StoredBackup.LISTING, fact(LISTING))), List.of()));
        }

        private void copyOf(String entry, boolean damaged) {
            put(StoredBackup.place(folder, entry), StoredBackup.version(entry), damaged);
        }

        private void adoptListing() {
            SimulatedProvider.Blob there = provider.find(folder + StoredBackup.LISTING);
            facts.put(LISTING, there == null ? "" : there.content());
        }

        Program validateDump() {
            StepResult dump = operation.result(StepKind.DUMP_DATABASE);
            return new Program()
                    .call(
                            "read dump",
                            () -> same(
                                    provider.read(folder + dump.facts().get(DUMP_PATH)),
                                    dump.facts().getOrDefault(DUMP, "")))
                    .leaves(this::checked);
        }

        Program validateObjects() {
            String listing = operation.result(StepKind.COPY_OBJECTS).facts().getOrDefault(LISTING, "");
            return new Program()
                    .call("read listing", () -> same(provider.read(folder + StoredBackup.LISTING), listing))
                    .call(
                            "read objects",
                            () -> StoredBackup.entries(listing)
                                    .forEach(entry -> same(
                                            provider.read(StoredBackup.place(folder, entry)),
                                            StoredBackup.version(entry))))
                    .leaves(this::checked);
        }

        Program manifest() {
            Map<String, String> dump = operation.result(StepKind.DUMP_DATABASE).facts();
            String path = dump.getOrDefault(DUMP_PATH, "");
            String text = StoredBackup.manifest(
                    path,
                    dump.getOrDefault(DUMP, ""),
                    operation.result(StepKind.COPY_OBJECTS).facts().getOrDefault(LISTING, ""));
            facts.put(Facts.MANIFEST_SHA256, text);
            return new Program()
                    .call(
                            "remove strays",
                            () -> provider.delete(provider.list(folder + "database/").stream()
                                    .filter(key -> !key.equals(folder + path))
                                    .toList()))
                    .call("store checksum", () -> putOnce(StoredBackup.CHECKSUM, text))
                    .call("store manifest", () -> putOnce(StoredBackup.MANIFEST, text))
                    .leaves(() -> result(List.of(), List.of()));
        }

        Program readBack() {
            facts.put(Facts.DATA_TIME, World.BEGIN.toString());
            Program program = new Program();
            if (mutation == Mutation.TIDY_WHILE_READING) {
                String nobody = StoredBackup.environmentOf(folder) + "backups/nobody/";
                new SimulatedPool(provider, nobody, mutation).collect(program);
            }
            return program.call("read manifest", () -> {
                        String expected = sourceOf(operation).manifestSha256();
                        if (!expected.equals(provider.read(folder + StoredBackup.MANIFEST))) {
                            throw wrong(FailureCode.MANIFEST_INVALID, "the manifest says something else");
                        }
                    })
                    .call("read data", () -> {
                        String problem = StoredBackup.problem(provider, folder);
                        if (problem != null) {
                            throw wrong(FailureCode.VALIDATION_FAILED, problem);
                        }
                    })
                    .leaves(this::checked);
        }

        Program restoreDatabase() {
            String name = databaseOf(attempt.operationId());
            return new Program()
                    .call("make database", () -> {
                        // Also what an earlier attempt has made and filled in part.
                        provider.make(name, attempt.operationId()).contents().clear();
                    })
                    .call("load", () -> {})
                    .call("fill database", () -> {
                        List<String> manifest = StoredBackup.parts(provider.read(folder + StoredBackup.MANIFEST));
                        SimulatedProvider.Target target = provider.targets().get(name);
                        if (target == null) {
                            throw notYet(name + " is gone");
                        }
                        target.contents().put("dump", provider.read(folder + manifest.get(0)));
                    })
                    .leaves(() -> {
                        facts.put(Facts.ENDPOINT_PREFIX + "lportal", name);
                        return result(List.of(), List.of());
                    });
        }

        Program restoreObjects() {
            String name = bucketOf(attempt.operationId());
            Program program = new Program();
            program.call("make bucket", () -> provider.make(name, attempt.operationId()));
            program.call(
                    "read listing",
                    () -> StoredBackup.entries(provider.read(folder + StoredBackup.LISTING))
                            .forEach(entry -> program.call("restore " + entry, () -> {
                                String content = provider.read(StoredBackup.place(folder, entry));
                                SimulatedProvider.Target target =
                                        provider.targets().get(name);
                                if (target == null) {
                                    throw wrong(FailureCode.BUCKET_NOT_FOUND, name + " is gone");
                                }
                                target.contents().putIfAbsent(StoredBackup.version(entry), content);
                            })));
            return program.leaves(() -> result(List.of(), List.of()));
        }

        Program validateRestore() {
            return new Program()
                    .call("compare", () -> {
                        Map<String, String> found = new TreeMap<>();
                        for (String name :
                                List.of(databaseOf(attempt.operationId()), bucketOf(attempt.operationId()))) {
                            SimulatedProvider.Target target = provider.targets().get(name);
                            found.putAll(target == null ? Map.of() : target.contents());
                        }
                        if (!found.equals(StoredBackup.restored(provider.read(folder + StoredBackup.MANIFEST)))) {
                            throw wrong(FailureCode.VALIDATION_FAILED, "restored " + found);
                        }
                    })
                    .leaves(this::checked);
        }

        Program cleanUp() {
            if (operation.subject() instanceof Subject.Backup) {
                return remove(new Program());
            }
            return new Program()
                    .call("drop database", () -> drop(databaseOf(attempt.operationId())))
                    .call("remove bucket", () -> drop(bucketOf(attempt.operationId())));
        }

        /** What an earlier attempt has left without manifest may have shared objects, too. */
        Program purge() {
            Program program = new Program();
            program.call("look what it is", () -> {
                SimulatedProvider.Blob manifest = provider.find(folder + StoredBackup.MANIFEST);
                remove(program);
                if (manifest == null || StoredBackup.isPooled(StoredBackup.listing(manifest.content()))) {
                    pool.collect(program);
                }
            });
            return program;
        }

        /** The manifest first: half a backup must never look like a whole one. */
        Program remove(Program program) {
            return program.call(
                            "remove manifest",
                            () -> provider.delete(
                                    List.of(folder + StoredBackup.MANIFEST, folder + StoredBackup.CHECKSUM)))
                    .call("remove data", () -> provider.delete(provider.list(folder)))
                    .call("confirm", () -> {
                        if (!provider.list(folder).isEmpty()) {
                            throw notYet(folder + " is not empty");
                        }
                    })
                    .leaves(() -> result(List.of(), List.of()));
        }

        private void drop(String name) {
            SimulatedProvider.Target target = provider.targets().get(name);
            if (target != null && target.owner().equals(attempt.operationId())) {
                provider.targets().remove(name);
            }
        }

        private void writeManifestFirst(Program program) {
            if (mutation == Mutation.MANIFEST_FIRST) {
                program.call("store manifest", () -> putOnce(StoredBackup.MANIFEST, "||"));
            }
        }

        private void put(String key, String content, boolean damaged) {
            if (!provider.putIfAbsent(key, content, damaged)) {
                SimulatedProvider.Blob there = provider.find(key);
                InvariantViolation.unless(
                        there != null && there.content().equals(content),
                        Invariant.MADE_ONCE,
                        () -> key + " is made twice with different content");
            }
        }

        private void putOnce(String path, String content) {
            if (!provider.putIfAbsent(folder + path, content, false)
                    && !provider.read(folder + path).equals(content)) {
                throw wrong(FailureCode.MANIFEST_INVALID, path + " is there and says something else");
            }
        }

        private void same(String found, String expected) {
            if (!found.equals(expected)) {
                throw wrong(FailureCode.VALIDATION_FAILED, "found " + found + ", expected " + expected);
            }
        }

        private String fact(String name) {
            return facts.getOrDefault(name, "");
        }

        private StepResult checked() {
            return result(
                    List.of(), List.of(new Check("read-back", attempt.step().component(), true, "equal")));
        }

        private StepResult result(List<Artifact> artifacts, List<Check> checks) {
            return new StepResult(100, 1, facts, artifacts, checks);
        }

        private Artifact artifact(String path, String content) {
            return new Artifact(path, Component.DATABASE, "text/plain", 100, content, 100);
        }

        private static boolean isIncremental(Operation operation) {
            return operation.subject() instanceof Subject.Backup backup
                    && backup.request().storage() != null
                    && backup.request().storage().incremental();
        }

        private static SourceBackup sourceOf(Operation operation) {
            return switch (operation.subject()) {
                case Subject.Restore restore -> restore.source();
                case Subject.Verification verification -> verification.source();
                case Subject.Purge purge -> purge.source();
                case Subject.Backup backup -> throw new IllegalStateException("a backup has no source");
            };
        }

        private static String folderOf(Operation operation) {
            String environment = operation.subject() instanceof Subject.Backup
                    ? operation.first().environment()
                    : sourceOf(operation).environment();
            return StoredBackup.folder(
                    operation.first().project(),
                    environment,
                    operation.subject().backupId());
        }
    }
}
