/** Measures LC2 Backup against the plain tools; every figure is a ratio of two measurements of the same run. */
@NullMarked
package io.lc2.backup.benchmarks;

import org.jspecify.annotations.NullMarked;
