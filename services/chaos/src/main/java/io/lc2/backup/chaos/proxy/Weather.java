package io.lc2.backup.chaos.proxy;

/**
 * What happens to requests.
 *
 * @param kind to those that are hit
 * @param share of requests that are hit, from 0 to 1
 */
public record Weather(Kind kind, double share) {

    /** Kinds of damage. */
    public enum Kind {
        /** None. */
        NONE,
        /** 503, the server never sees the request. */
        REFUSED,
        /** Half a second more for each request, and bodies at a trickle. */
        SLOW,
        /** The connection breaks: half of them within the request, half after the server has carried it out. */
        CUT
    }

    /** Everything passes as it is. */
    public static final Weather FAIR = new Weather(Kind.NONE, 0);

    public Weather {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
        }
    }
}
