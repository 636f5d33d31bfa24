/** What people see: lines, tables and a progress bar. */
@NullMarked
package io.lc2.backup.standalone.terminal;

import org.jspecify.annotations.NullMarked;
