/** What must be true when everything has settled. */
@NullMarked
package io.lc2.backup.chaos.verdict;

import org.jspecify.annotations.NullMarked;
