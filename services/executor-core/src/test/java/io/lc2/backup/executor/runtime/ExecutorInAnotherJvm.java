package io.lc2.backup.executor.runtime;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.executor.runtime.ExecutorSettings.Access;
import io.lc2.backup.executor.runtime.ExecutorSettings.GroupProtocol;
import io.lc2.backup.executor.runtime.ExecutorSettings.Membership;
import io.lc2.backup.executor.runtime.ExecutorSettings.Rules;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.streams.LoopSettings;
import io.lc2.backup.executor.worker.WorkerSettings;
import io.lc2.backup.messaging.topics.TopicLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An executor whose outside world is a directory. It closes when its input ends, so it does not outlive its test. */
final class ExecutorInAnotherJvm {

    static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1, Duration.ofSeconds(30));

    private ExecutorInAnotherJvm() {}

    /** Arguments: bootstrap servers, registry, state directory, outside world, instance id or nothing. */
    public static void main(String[] arguments) throws IOException {
        Path world = Path.of(arguments[3]);
        Membership membership = new Membership(
                arguments.length > 4 ? arguments[4] : "", GroupProtocol.CLASSIC, Duration.ofSeconds(6), 1);
        Rules rules = new Rules(
                Limits.DEFAULT,
                new RetryPolicy(5, 50, Duration.ofMillis(100), Duration.ofSeconds(1)),
                LoopSettings.DEFAULT,
                WorkerSettings.DEFAULT,
                Duration.ZERO,
                Duration.ofMinutes(1));
        ExecutorSettings settings = ExecutorSettings.of(
                        new Access(arguments[0], Map.of(), Map.of("schema.registry.url", arguments[1])),
                        Path.of(arguments[2]))
                .with(membership)
                .with(rules);
        try (ExecutorRuntime runtime = new ExecutorRuntime(
                settings,
                LoopFixtures.capabilities(Provider.LOCAL),
                Stream.of(StepKind.values())
                        .map(kind -> (Step) new WorldStep(kind, world))
                        .toList(),
                InstantSource.system(),
                new Random())) {
            runtime.bootstrap(LAYOUT);
            runtime.start();
            while (System.in.read() >= 0) {
                // Only the end of the input means something.
            }
        }
    }

    /** Makes one file per operation and step, observing first, and takes as long as it is held. */
    private record WorldStep(StepKind kind, Path world) implements Step {

        @Override
        public StepResult run(StepContext context) {
            String name = context.operation().first().operationId() + "-" + kind;
            try {
                Files.createFile(world.resolve("running")
                        .resolve(name + "-"
                                + ProcessHandle.current().pid() + "-"
                                + context.operation().step(kind).attempt()));
                adopt(world.resolve("made").resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            while (Files.exists(world.resolve("held").resolve(name))) {
                context.control().stopIfAsked();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            context.control().stopIfAsked();
            return LoopFixtures.result(kind);
        }

        private static void adopt(Path resource) throws IOException {
            try {
                Files.createFile(resource);
            } catch (FileAlreadyExistsException ours) {
                // Made by an attempt before this one, under the same name.
            }
        }
    }
}
