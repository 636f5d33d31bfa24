/** The life of an operation: its states, what changes them, and what is decided in each. */
@NullMarked
package io.lc2.backup.domain.operation;

import org.jspecify.annotations.NullMarked;
