package io.lc2.backup.domain;

/**
 * Names one backup, restore, verification or purge. Everything an operation makes outside (paths, databases, buckets,
 * snapshots) is named after it and nothing else, so a repeated step finds what an earlier attempt made.
 *
 * @param value a label as in {@link Names#isLabel}
 */
public record OperationId(String value) implements Comparable<OperationId> {

    public OperationId {
        Names.requireLabel("operationId", value);
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
