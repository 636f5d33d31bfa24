package io.lc2.backup.domain.request;

/**
 * How many recovery points to keep per period.
 *
 * @param daily daily points to keep
 * @param weekly weekly points to keep
 * @param monthly monthly points to keep
 * @param yearly yearly points to keep
 * @param complianceDays days nothing is removed; 0 without compliance
 */
public record Retention(int daily, int weekly, int monthly, int yearly, int complianceDays) {

    /** Seven daily points, the default of R-42. */
    public static final Retention DEFAULT = new Retention(7, 0, 0, 0, 0);
}
