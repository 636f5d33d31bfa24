package io.lc2.backup.domain;

/**
 * A customer's project: the unit of tenancy, isolation and ordering (everything of one project is in one partition).
 *
 * @param value 1–63 characters, lower-case letters, digits and inner hyphens, as in a DNS label; it becomes a path
 *     segment in object storage
 */
public record ProjectId(String value) {

    public ProjectId {
        Names.requireLabel("projectId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
