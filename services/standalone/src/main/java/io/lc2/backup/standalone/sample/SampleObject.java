package io.lc2.backup.standalone.sample;

import java.util.Map;

/**
 * One object of the document library.
 *
 * @param key where it is in the bucket
 * @param size bytes
 * @param contentType media type
 * @param metadata user metadata, ASCII
 * @param generated whether Liferay makes it again by itself, so that a backup leaves it out
 * @param seed what its content is drawn from
 */
public record SampleObject(
        String key, long size, String contentType, Map<String, String> metadata, boolean generated, long seed) {

    public SampleObject {
        metadata = Map.copyOf(metadata);
    }
}
