package io.lc2.backup.local.postgres;

/**
 * A database on a configured server, for messages.
 *
 * @param server the server
 * @param database the database
 */
record Place(PostgresServer server, String database) {

    @Override
    public String toString() {
        return "database " + database + " on server " + server.name() + " (" + server.host() + ":" + server.port()
                + ", user " + server.user() + ")";
    }
}
