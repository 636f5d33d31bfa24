package io.lc2.backup.commandapi.deadletters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the newest first; may be fewer than asked for, or none, although there are more: looking has a bound
 * @param next where to go on; null at the end
 */
public record LetterPage(List<Letter> items, @Nullable PageToken next) {

    public LetterPage {
        items = List.copyOf(items);
    }
}
