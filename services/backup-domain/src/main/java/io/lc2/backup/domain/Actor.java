package io.lc2.backup.domain;

/**
 * Who asked for something, without personal data.
 *
 * @param id opaque id of a user or service account, 1–128 characters
 * @param clientAddress address the request came from; empty when it came straight from Kafka
 */
public record Actor(String id, String clientAddress) {

    private static final int LONGEST_ID = 128;

    public Actor {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("actor id must have 1-" + LONGEST_ID + " characters");
        }
        if (clientAddress.length() > LONGEST_ID) {
            throw new IllegalArgumentException("client address is longer than " + LONGEST_ID + " characters");
        }
    }
}
