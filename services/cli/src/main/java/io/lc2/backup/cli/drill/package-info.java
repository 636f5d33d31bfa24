/** The verbs about restore drills. */
@NullMarked
package io.lc2.backup.cli.drill;

import org.jspecify.annotations.NullMarked;
