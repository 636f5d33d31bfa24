package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.CommandId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests lately seen, to tell a caller at once that it reuses a key for something else. It forgets the oldest and a restart
 * forgets all; the lasting guard is the decider, which remembers commands and rejects with {@code COMMAND_ID_REUSED}.
 */
final class RememberedKeys {

    private final Map<CommandId, String> fingerprints;

    RememberedKeys(int most) {
        this.fingerprints = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CommandId, String> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Notes what a command asks; from the first attempt on, since even a failed one may have reached the log.
     *
     * @throws KeyReusedException when the command asked for something else before
     */
    void note(CommandId command, String request) {
        String fingerprint = HexFormat.of().formatHex(CommandIds.sha256(request));
        synchronized (fingerprints) {
            String before = fingerprints.putIfAbsent(command, fingerprint);
            if (before != null && !before.equals(fingerprint)) {
                throw new KeyReusedException();
            }
        }
    }
}
