-- The environment whose backup a drill proves (R-37); null for a restore that is none. A drill has no target environment.
ALTER TABLE restore ADD COLUMN drill_environment text;

-- The last result of each environment.
CREATE INDEX restore_last_drill ON restore (project_id, drill_environment, ended_at, restore_id)
    WHERE drill_environment IS NOT NULL;
