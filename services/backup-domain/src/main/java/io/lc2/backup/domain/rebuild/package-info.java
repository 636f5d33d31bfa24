/** What becomes of operations when the log is lost and rebuilt from its archive and from manifests. */
@NullMarked
package io.lc2.backup.domain.rebuild;

import org.jspecify.annotations.NullMarked;
