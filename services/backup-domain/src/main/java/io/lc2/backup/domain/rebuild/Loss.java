package io.lc2.backup.domain.rebuild;

/**
 * Something that could not be recovered.
 *
 * @param kind what it is
 * @param project whose; empty when that is not known
 * @param id the operation, file or record concerned
 * @param detail what is known of it, for people
 */
public record Loss(LossKind kind, String project, String id, String detail) {}
