-- One row per policy, folded from backup-events: by its own events and by the ends of its runs.
--
-- state is the policy in the format of the scheduler's store. A removed policy keeps its row for its sequence only.

CREATE TABLE policy (
    project_id       text COLLATE "C" NOT NULL,
    policy_id        text COLLATE "C" NOT NULL,
    version          bigint      NOT NULL,
    environment      text,
    paused           boolean     NOT NULL,
    removed          boolean     NOT NULL,
    defined_at       timestamptz,
    defined_by       text,
    run_due          timestamptz,
    run_fired_at     timestamptz,
    run_backup_id    text,
    missed_first     timestamptz,
    missed_last      timestamptz,
    missed_count     int,
    missed_reason    text,
    skipped_first    timestamptz,
    skipped_last     timestamptz,
    skipped_count    int,
    skipped_reason   text,
    retained_at      timestamptz,
    retained_kept    int,
    retained_deleted int,
    retained_left    int,
    state            bytea       NOT NULL,
    PRIMARY KEY (project_id, policy_id)
);

CREATE INDEX policy_of_environment ON policy (project_id, environment, policy_id);

-- What was done to one backup, for the history that retention is replayed on.
CREATE INDEX operation_of_backup ON operation (project_id, backup_id);

-- Policies that were defined before are in events that were read before: read them again, with the trail that comes from
-- the same records. The service is not ready until it has.
TRUNCATE audit_entry, audit_chain;
DELETE FROM projection_offset WHERE topic = 'backup-events';
