package io.lc2.backup.messaging.registry;

/** What a registry demands of a new schema of a subject; names are Confluent's wire names. */
public enum CompatibilityLevel {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    FULL_TRANSITIVE
}
