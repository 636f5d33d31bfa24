/** The verbs about restores. */
@NullMarked
package io.lc2.backup.cli.restore;

import org.jspecify.annotations.NullMarked;
