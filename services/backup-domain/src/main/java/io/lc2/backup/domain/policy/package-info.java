/** Policies: what is backed up when and kept how long, without anybody asking each time. */
@NullMarked
package io.lc2.backup.domain.policy;

import org.jspecify.annotations.NullMarked;
