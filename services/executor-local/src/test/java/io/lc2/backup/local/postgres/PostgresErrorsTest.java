package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ProviderException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "28P01, AUTHENTICATION_FAILED",
        "28000, AUTHENTICATION_FAILED",
        "3D000, DATABASE_NOT_FOUND",
        "57P04, DATABASE_NOT_FOUND",
        "42501, PERMISSION_DENIED",
        "53100, STORAGE_FULL",
        "53300, CONNECTION_FAILED",
        "57P01, CONNECTION_FAILED",
        "57P03, CONNECTION_FAILED",
        "08001, CONNECTION_FAILED",
        "08006, CONNECTION_FAILED",
        "57014, TIMED_OUT",
        "55P03, TIMED_OUT",
        "0A000, NOT_SUPPORTED",
        "42809, NOT_SUPPORTED",
        "42P01, SOURCE_CHANGED",
        "42601, INTERNAL_ERROR",
        "58030, PROVIDER_ERROR",
        "XX000, PROVIDER_ERROR",
        ", PROVIDER_ERROR"
    })
    void knowsTheDriversStates(String state, FailureCode code) {
        ProviderException failure = PostgresErrors.of(new SQLException("ERROR: no\nHint: x", state), "do it");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessage("Cannot do it: ERROR: no");
        assertThat(failure.nextStep()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection to server at \"h\" (1), port 1 failed: FATAL:  password authentication failed for user \"u\" | AUTHENTICATION_FAILED",
                "connection to server at \"h\", port 1 failed: fe_sendauth: no password supplied | AUTHENTICATION_FAILED",
                "connection to server failed: FATAL:  no pg_hba.conf entry for host \"h\" | AUTHENTICATION_FAILED",
                "connection to server at \"h\" failed: FATAL:  database \"x\" does not exist | DATABASE_NOT_FOUND",
                "query failed: ERROR:  permission denied for table t | PERMISSION_DENIED",
                "ERROR:  query would be affected by row-level security policy for table \"t\" | PERMISSION_DENIED",
                "could not execute query: ERROR:  must be owner of extension x | PERMISSION_DENIED",
                "ERROR:  could not extend file \"base/1/2\": No space left on device | STORAGE_FULL",
                "aborting because of server version mismatch | TOOL_TOO_OLD",
                "unsupported version (1.16) in file header | TOOL_TOO_OLD",
                "query failed: ERROR:  invalid snapshot identifier: \"1-1\" | SOURCE_CHANGED",
                "query failed: ERROR:  canceling statement due to lock timeout | TIMED_OUT",
                "connection to server at \"h\" failed: Connection refused | CONNECTION_FAILED",
                "connection to server at \"h\" failed: timeout expired | CONNECTION_FAILED",
                "query failed: FATAL:  terminating connection due to administrator command | CONNECTION_FAILED",
                "could not translate host name \"h\" to address | CONNECTION_FAILED",
                "connection failed: FATAL:  the database system is starting up | CONNECTION_FAILED",
                "FATAL:  sorry, too many clients already | CONNECTION_FAILED",
                "could not execute query: ERROR:  relation \"x\" does not exist | TOOL_FAILED",
                "'' | TOOL_FAILED"
            })
    void knowsWhatToolsSay(String said, FailureCode code) {
        assertThat(PostgresErrors.codeOf("pg_dump: error: " + said)).isEqualTo(code);
    }

    @Test
    void saysWhichToolEndedHow() {
        ProviderException failure = PostgresErrors.of(ToolName.PG_RESTORE, 3, "pg_restore: error: odd", "restore");

        assertThat(failure).hasMessage("Cannot restore: pg_restore ended with 3: pg_restore: error: odd");
    }
}
