package io.lc2.backup.cli.policy;

import java.util.Locale;

/** What has become of a policy that was sent. The words are a contract with scripts: add, never rename. */
enum Answered {
    /** The request has changed the policy, and the policy is as it was sent. */
    CHANGED,
    /** The policy is as it was sent, and the request has caused nothing. */
    UNCHANGED,
    /** The scheduler has refused the request. */
    REFUSED,
    /** The request has caused a change, but the policy is not as it was sent, or not there. */
    OTHERWISE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
