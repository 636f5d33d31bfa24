package io.lc2.backup.domain.request;

/**
 * One thing wrong with a request. The message never repeats the refused value, which may be a secret in the wrong place.
 *
 * @param field path of the field in the JSON shape of R-60, for example {@code database.databases[1]}
 * @param message what is wrong and what is allowed
 */
public record Violation(String field, String message) {}
