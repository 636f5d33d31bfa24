/** Starts the embedded servers and the services on top of them, in one process and in the right order. */
@NullMarked
package io.lc2.backup.standalone.platform;

import org.jspecify.annotations.NullMarked;
