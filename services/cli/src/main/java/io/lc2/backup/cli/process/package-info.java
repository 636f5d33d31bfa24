/** What a command gets from the process it runs in, and how it ends it. */
@NullMarked
package io.lc2.backup.cli.process;

import org.jspecify.annotations.NullMarked;
