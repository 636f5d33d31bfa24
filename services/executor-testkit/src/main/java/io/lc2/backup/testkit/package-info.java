/** What a provider is tested with: the contract it has to pass, a store in memory, and a store with faults. */
@NullMarked
package io.lc2.backup.testkit;

import org.jspecify.annotations.NullMarked;
