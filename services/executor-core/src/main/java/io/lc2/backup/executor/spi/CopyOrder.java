package io.lc2.backup.executor.spi;

/**
 * A copy inside one store that moves no byte through us.
 *
 * @param sourceBucket where from
 * @param source what, as listed; the copy fails when its etag has changed. An empty etag copies whatever is
 *     there. With a version, that one is copied, whatever is there now
 * @param targetBucket where to
 * @param targetKey under which key
 */
public record CopyOrder(String sourceBucket, ObjectEntry source, String targetBucket, String targetKey) {}
