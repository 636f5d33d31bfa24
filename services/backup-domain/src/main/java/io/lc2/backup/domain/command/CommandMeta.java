package io.lc2.backup.domain.command;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.time.Instant;

/**
 * What every command says about itself.
 *
 * @param commandId identity; repeating it repeats nothing
 * @param project whose command it is, also the key of the record
 * @param provider whose executor answers
 * @param actor who asked
 * @param issuedAt when, by the clock of the publisher
 * @param correlationId ties a chain of calls together; at most 128 characters
 */
public record CommandMeta(
        CommandId commandId,
        ProjectId project,
        Provider provider,
        Actor actor,
        Instant issuedAt,
        String correlationId) {}
