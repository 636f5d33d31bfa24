/** A proxy in front of an S3 server that refuses, delays and cuts what passes. */
@NullMarked
package io.lc2.backup.chaos.proxy;

import org.jspecify.annotations.NullMarked;
