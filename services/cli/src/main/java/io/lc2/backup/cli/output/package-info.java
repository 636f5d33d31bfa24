/** What a person or a program reads: tables, JSON, YAML, units, progress. */
@NullMarked
package io.lc2.backup.cli.output;

import org.jspecify.annotations.NullMarked;
