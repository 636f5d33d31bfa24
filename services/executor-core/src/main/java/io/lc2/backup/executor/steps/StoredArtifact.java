package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Compares what is stored of an artifact with what was recorded of it. */
final class StoredArtifact {

    private static final int BUFFER = 256 * 1024;

    private StoredArtifact() {}

    /** {@code artifact-intact}: it is there and every stored byte is as it was written. */
    static Check check(BackupFolder folder, Artifact artifact, StepControl control) {
        Optional<ObjectHead> head = folder.store().head(folder.bucket(), folder.key(artifact.path()));
        if (head.isEmpty()) {
            return result(artifact, false, artifact.path() + " is gone");
        }
        String actual = sha256(folder, artifact, control);
        boolean same = actual.equals(artifact.sha256());
        return result(
                artifact,
                same,
                artifact.path() + " has SHA-256 " + actual + (same ? "" : ", recorded was " + artifact.sha256()));
    }

    private static String sha256(BackupFolder folder, Artifact artifact, StepControl control) {
        try (InputStream in = folder.store().read(folder.bucket(), folder.key(artifact.path()), 0, -1)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                control.stopIfAsked();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "The connection broke while " + artifact.path() + " was read",
                    "It is tried again; look at the store if this goes on.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Check result(Artifact artifact, boolean passed, String detail) {
        return new Check("artifact-intact", artifact.component(), passed, detail);
    }
}
