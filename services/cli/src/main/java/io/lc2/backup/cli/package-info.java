/** The command line: what a person types, over REST only. */
@NullMarked
package io.lc2.backup.cli;

import org.jspecify.annotations.NullMarked;
