/** Retention: which recovery points of an environment to keep, which to let go, and every reason for it. */
@NullMarked
package io.lc2.backup.domain.retention;

import org.jspecify.annotations.NullMarked;
