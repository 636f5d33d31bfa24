package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server an operator has configured; requests name it and never hold what is in here. The password is
 * given by reference only: the value of the one of {@code passwordEnv} and {@code passwordFile} that is set is read when it
 * is needed, so that it can be rotated; with neither the server must let us in without.
 *
 * @param name how requests call it
 * @param host name or address
 * @param port TCP port
 * @param user a role that may read everything there is to back up; to restore, one that may create databases
 * @param passwordEnv environment variable that holds the password
 * @param passwordFile file whose first line is the password
 * @param databases those to back up when a request names none
 * @param maintenanceDatabase one that is always there, to connect to when databases are made and removed
 * @param sslMode encryption, in libpq's words: {@code prefer}, {@code verify-full} …
 */
public record PostgresServer(
        String name,
        String host,
        int port,
        String user,
        @Nullable String passwordEnv,
        @Nullable Path passwordFile,
        List<String> databases,
        String maintenanceDatabase,
        String sslMode) {

    /** The database every server has from the beginning. */
    public static final String POSTGRES = "postgres";

    /** Encrypts where the server can; whoever needs to know the server says {@code verify-full}. */
    public static final String PREFER = "prefer";

    public PostgresServer {
        databases = List.copyOf(databases);
        if (passwordEnv != null && passwordFile != null) {
            throw new IllegalArgumentException(
                    "server " + name + ": give the password by variable or by file, not both");
        }
    }

    /**
     * Reads the password.
     *
     * @param environment the variables of this process
     * @return null when none is configured
     * @throws PermanentProviderException with {@code NOT_CONFIGURED} when what is referred to is not there
     */
    @Nullable String password(Map<String, String> environment) {
        if (passwordEnv != null) {
            String value = environment.get(passwordEnv);
            if (value == null) {
                throw unreadable("the environment variable " + passwordEnv + " is not set", null);
            }
            return value;
        }
        return passwordFile == null ? null : firstLine(passwordFile);
    }

    private String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw unreadable("the file " + file + " cannot be read", e);
        }
    }

    private PermanentProviderException unreadable(String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.NOT_CONFIGURED,
                "No password for the database server " + name + ": " + what,
                "Provide it, or correct the reference in the executor's settings.",
                cause);
    }
}
