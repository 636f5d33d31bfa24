/** Talks to the platform over REST and server-sent events, as any other client does. */
@NullMarked
package io.lc2.backup.standalone.client;

import org.jspecify.annotations.NullMarked;
