/** Waiting for an operation to end, and showing how far it is. */
@NullMarked
package io.lc2.backup.cli.waiting;

import org.jspecify.annotations.NullMarked;
