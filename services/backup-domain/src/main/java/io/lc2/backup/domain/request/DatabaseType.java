package io.lc2.backup.domain.request;

/** Database engines a request may name; a provider that cannot serve one rejects it. */
public enum DatabaseType {
    /** PostgreSQL 13 or newer. */
    POSTGRESQL,
    /** MySQL. */
    MYSQL,
    /** MariaDB. */
    MARIADB,
    /** MongoDB. */
    MONGODB
}
