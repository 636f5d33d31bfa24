package io.lc2.backup.domain;

/**
 * Names a policy within its project. The backups a policy asks for are named after it and their due time, so it is shorter
 * than what they may be called.
 *
 * @param value a label as in {@link Names#isLabel} of at most {@value #LONGEST} characters
 */
public record PolicyId(String value) implements Comparable<PolicyId> {

    /** Leaves room for a hyphen and a due time in an {@link OperationId}. */
    public static final int LONGEST = 40;

    public PolicyId {
        Names.requireLabel("policyId", value);
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("policyId must have at most " + LONGEST + " characters");
        }
    }

    @Override
    public int compareTo(PolicyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
