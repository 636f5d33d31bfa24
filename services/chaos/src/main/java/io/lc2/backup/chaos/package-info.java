/** Breaks a real platform at every step of its work, waits until it has settled, and looks whether anything was lost. */
@NullMarked
package io.lc2.backup.chaos;

import org.jspecify.annotations.NullMarked;
