/** The verbs about policies. */
@NullMarked
package io.lc2.backup.cli.policy;

import org.jspecify.annotations.NullMarked;
