package io.lc2.backup.domain;

/** The kinds of application with a profile of defaults. */
public enum Application {
    /** Liferay DXP. */
    LIFERAY,

    /** Acquia Drupal. */
    DRUPAL,

    /** Bloomreach. */
    BLOOMREACH
}
