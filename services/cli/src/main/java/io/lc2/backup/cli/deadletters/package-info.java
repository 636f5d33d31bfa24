/** The verbs about records that were set aside because nobody could make sense of them. */
@NullMarked
package io.lc2.backup.cli.deadletters;

import org.jspecify.annotations.NullMarked;
