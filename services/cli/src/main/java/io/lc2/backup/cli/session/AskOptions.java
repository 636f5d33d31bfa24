package io.lc2.backup.cli.session;

import io.lc2.backup.cli.http.Answer;
import io.lc2.backup.cli.http.Call;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of verbs that ask for something to be done. */
public final class AskOptions {

    private static final Supplier<UUID> NEW_KEYS = UUID::randomUUID;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Calls with the same key are one call; made anew when left out.")
    @Nullable String idempotencyKey;

    @Option(
            names = "--actor",
            paramLabel = "ID",
            description = "Opaque id of who asks, for the audit trail (LC2_ACTOR).")
    @Nullable String actor;

    /**
     * Asks the command API. Every call has a key, so that one whose answer got lost can be repeated.
     *
     * @throws CliException when it does not accept
     */
    public Answer ask(Session session, Call call) {
        String key = idempotencyKey == null ? NEW_KEYS.get().toString() : idempotencyKey;
        Call withKey = call.with("Idempotency-Key", key);
        Map<String, String> environment = session.surroundings().environment();
        String who = actor == null ? environment.getOrDefault("LC2_ACTOR", "") : actor;
        try {
            return session.api().call(who.isBlank() ? withKey : withKey.with("X-LC2-Actor", who));
        } catch (CliException e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            throw new CliException(
                    e.exitCode(),
                    String.valueOf(e.getMessage()),
                    e.details(),
                    firstStep(e) + "Repeat the command with --idempotency-key " + key + ": nothing happens twice.");
        }
    }

    /** A service that is there says the same in words of HTTP. */
    private static String firstStep(CliException failure) {
        return failure.nextStep().isEmpty() || failure.nextStep().contains("Idempotency-Key")
                ? ""
                : failure.nextStep() + " ";
    }
}
