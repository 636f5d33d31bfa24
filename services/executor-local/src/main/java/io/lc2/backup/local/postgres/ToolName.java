package io.lc2.backup.local.postgres;

/** The client programs used. */
enum ToolName {
    PG_DUMP("pg_dump"),
    PG_RESTORE("pg_restore");

    private final String program;

    ToolName(String program) {
        this.program = program;
    }

    String program() {
        return program;
    }
}
