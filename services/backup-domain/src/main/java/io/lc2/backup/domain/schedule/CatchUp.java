package io.lc2.backup.domain.schedule;

/** What becomes of due times that passed while nobody could act on them. */
public enum CatchUp {
    /** Nothing runs late. */
    NONE,
    /** One run for all of them, that of the latest. */
    LATEST,
    /** A run for each, oldest first, as far as the bound on unfinished runs allows. */
    ALL
}
