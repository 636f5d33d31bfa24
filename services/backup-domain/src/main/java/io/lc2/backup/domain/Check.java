package io.lc2.backup.domain;

/**
 * One named validation and its result; the list of them is part of the manifest.
 *
 * @param name stable name in kebab case, for example {@code dump-decompresses}
 * @param component what was checked
 * @param passed the result
 * @param detail what was compared, with figures
 */
public record Check(String name, Component component, boolean passed, String detail) {}
