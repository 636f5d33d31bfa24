-- What lists, events and reports are read from. Every row is a function of the log, so all of it can be dropped (R-50).
--
-- version is the offset in backup-events of the last event that changed the row, and -1 as long as there is only a
-- command: it grows with every change and is the same after every replay.
-- entry is the record of backup-catalog as it was read; a row and its entry never disagree.

CREATE TABLE backup (
    project_id   text COLLATE "C" NOT NULL,
    backup_id    text COLLATE "C" NOT NULL,
    version      bigint      NOT NULL,
    environment  text,
    application  text,
    provider     text        NOT NULL,
    status       text        NOT NULL,
    verification text        NOT NULL,
    lifecycle    text        NOT NULL,
    held         boolean     NOT NULL,
    components   text[]      NOT NULL,
    bytes        bigint      NOT NULL,
    objects      bigint      NOT NULL,
    requested_at timestamptz NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    data_time    timestamptz,
    initiator    text        NOT NULL,
    entry        bytea       NOT NULL,
    PRIMARY KEY (project_id, backup_id)
);

-- One index per way to page: newest first, alone or within one environment or one status.
CREATE INDEX backup_newest ON backup (project_id, requested_at, backup_id);
CREATE INDEX backup_newest_of_environment ON backup (project_id, environment, requested_at, backup_id);
CREATE INDEX backup_newest_of_status ON backup (project_id, status, requested_at, backup_id);

CREATE TABLE restore (
    project_id         text COLLATE "C" NOT NULL,
    restore_id         text COLLATE "C" NOT NULL,
    version            bigint      NOT NULL,
    backup_id          text,
    target_environment text,
    provider           text        NOT NULL,
    status             text        NOT NULL,
    requested_at       timestamptz NOT NULL,
    started_at         timestamptz,
    ended_at           timestamptz,
    initiator          text        NOT NULL,
    entry              bytea       NOT NULL,
    PRIMARY KEY (project_id, restore_id)
);

CREATE INDEX restore_newest ON restore (project_id, requested_at, restore_id);
CREATE INDEX restore_newest_of_status ON restore (project_id, status, requested_at, restore_id);

-- Verifications and purges.
CREATE TABLE operation (
    project_id   text COLLATE "C" NOT NULL,
    operation_id text COLLATE "C" NOT NULL,
    version      bigint      NOT NULL,
    kind         text        NOT NULL,
    backup_id    text,
    provider     text        NOT NULL,
    status       text        NOT NULL,
    requested_at timestamptz NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    initiator    text        NOT NULL,
    entry        bytea       NOT NULL,
    PRIMARY KEY (project_id, operation_id)
);

CREATE INDEX operation_newest_of_status ON operation (project_id, status, requested_at, operation_id);

-- Entries are stored as they are: compressing them costs more time than it saves space.
ALTER TABLE backup ALTER COLUMN entry SET STORAGE EXTERNAL;
ALTER TABLE restore ALTER COLUMN entry SET STORAGE EXTERNAL;
ALTER TABLE operation ALTER COLUMN entry SET STORAGE EXTERNAL;

-- One row per record of backup-events, also of one that cannot be read; never updated.
CREATE TABLE audit_entry (
    log_partition  int    NOT NULL,
    log_offset     bigint NOT NULL,
    project_id     text COLLATE "C" NOT NULL,
    event_id       text,
    event_type     text   NOT NULL,
    operation_id   text COLLATE "C",
    sequence       bigint,
    step           text,
    attempt        int,
    actor          text,
    client_address text,
    command_id     text,
    correlation_id text,
    occurred_at    timestamptz,
    detail         text   NOT NULL,
    -- SHA-256 of the hash of the project's record before it (32 zero bytes for the first) and the value of this record.
    hash           bytea  NOT NULL,
    PRIMARY KEY (log_partition, log_offset)
);

CREATE INDEX audit_entry_of_operation ON audit_entry (project_id, operation_id, log_offset);

-- Where the chain of each project ends.
CREATE TABLE audit_chain (
    project_id text COLLATE "C" PRIMARY KEY,
    entries    bigint NOT NULL,
    head       bytea  NOT NULL
);

-- The next offset to read; changed in the transaction that writes the rows, and only from the value its writer knew.
CREATE TABLE projection_offset (
    topic         text   NOT NULL,
    log_partition int    NOT NULL,
    next_offset   bigint NOT NULL,
    PRIMARY KEY (topic, log_partition)
);
