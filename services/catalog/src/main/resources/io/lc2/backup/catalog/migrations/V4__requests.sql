-- What became of one request; without it the whole trail of an operation or a policy is read for it. Nothing is read again.
CREATE INDEX audit_entry_of_command ON audit_entry (project_id, command_id) WHERE command_id IS NOT NULL;
