/** The servers, services and data of a run. */
@NullMarked
package io.lc2.backup.chaos.platform;

import org.jspecify.annotations.NullMarked;
