package io.lc2.backup.domain.retention;

/** Why a recovery point is kept or let go: stable names, part of the contract. Add, never rename. */
public enum ReasonCode {
    /** Newest of one of the last days that have one; detail: rank and date. */
    DAILY("daily", true, "daily"),
    /** Newest of one of the last ISO weeks that have one. */
    WEEKLY("weekly", true, "weekly"),
    /** Newest of one of the last months that have one. */
    MONTHLY("monthly", true, "monthly"),
    /** Newest of one of the last years that have one. */
    YEARLY("yearly", true, "yearly"),
    /** One of the newest chains that share nothing with one another; detail: rank. */
    MIN_KEEP("min-keep", true, "min-keep"),
    /** The newest one that can be restored: never removed. */
    LAST_RESTORABLE("last-restorable", true, "last restorable"),
    /** Verified and within the period of compliance; detail: the date it ends. */
    COMPLIANCE("compliance", true, "compliance until"),
    /** Under legal hold. */
    HELD("held", true, "held"),
    /** Made by hand and not asked to expire. */
    MANUAL("manual", true, "manual never expires"),
    /** Younger than the safety margin; detail: the instant it ends. */
    SAFETY_MARGIN("safety-margin", true, "within safety margin until"),
    /** Its time is yet to come, so some clock is wrong; it counts for nothing and pushes out nothing. */
    FUTURE("future", true, "dated in the future"),
    /** Does not count, but there is no newer one that does. */
    NOTHING_NEWER("nothing-newer", true, "no newer verified point replaces it"),
    /** A kept point cannot be restored without it; detail: the newest of those. */
    NEEDED("needed", true, "base of a kept chain, needed by"),
    /** Not proven, or the last proof failed. */
    NOT_VERIFIED("not-verified", false, "not verified: does not count"),
    /** Verified, but something it needs is gone or not verified; detail: what. */
    CHAIN_BROKEN("chain-broken", false, "chain broken: does not count without"),
    /** Does not count, and a newer one that does holds at least the same; detail: which. */
    SUPERSEDED("superseded", false, "replaced by newer verified"),
    /** Counts, but no rule of the policy asks for it. */
    NO_RULE("no-rule", false, "no rule keeps it");

    private final String wireName;
    private final boolean keeps;
    private final String phrase;

    ReasonCode(String wireName, boolean keeps, String phrase) {
        this.wireName = wireName;
        this.keeps = keeps;
        this.phrase = phrase;
    }

    /** The name in APIs and in the audit, for example {@code min-keep}. */
    public String wireName() {
        return wireName;
    }

    /** Whether this reason alone keeps a point; the others explain. */
    public boolean keeps() {
        return keeps;
    }

    String phrase() {
        return phrase;
    }
}
