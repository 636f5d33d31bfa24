/** What a provider implements, and what it may use of a running step. */
@NullMarked
package io.lc2.backup.executor.spi;

import org.jspecify.annotations.NullMarked;
