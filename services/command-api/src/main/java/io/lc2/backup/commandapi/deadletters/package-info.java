/** Records that were set aside because nobody could make sense of them, and sending them again. */
@NullMarked
package io.lc2.backup.commandapi.deadletters;

import org.jspecify.annotations.NullMarked;
