package io.lc2.backup.benchmarks;

import java.util.Random;

/**
 * Text that compresses about as prose does: words of a vocabulary by Zipf's law, each with followers it prefers, in sentences
 * and paragraphs. Repeated filler would make every compressor look good.
 */
final class Prose {

    private static final String[] ONSETS = {
        "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s",
        "sh", "st", "str", "t", "th", "tr", "v", "w", ""
    };
    private static final String[] NUCLEI = {"a", "e", "i", "o", "u", "ea", "ou", "ie", "oo", "ai"};
    private static final String[] CODAS = {"", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "ck", "m", "rd", "x"};
    private static final int WORDS = 40_000;
    private static final int FOLLOWERS = 12;
    private static final double FOLLOWED = 0.45;

    private final Random random;
    private final String[] words = new String[WORDS];
    private final int[][] followers = new int[WORDS][FOLLOWERS];
    private int previous;

    Prose(long seed) {
        random = new Random(seed);
        for (int word = 0; word < WORDS; word++) {
            words[word] = word(1 + (int) (Math.log(word + 2) / Math.log(40)));
        }
        for (int[] list : followers) {
            for (int at = 0; at < FOLLOWERS; at++) {
                list[at] = zipf();
            }
        }
    }

    /** About this many characters. */
    String text(int length) {
        StringBuilder text = new StringBuilder(length + 80);
        while (text.length() < length) {
            sentence(text);
            text.append(random.nextInt(6) == 0 ? "\n\n" : " ");
        }
        return text.toString();
    }

    /** A few words. */
    String title() {
        StringBuilder title = new StringBuilder();
        for (int left = 2 + random.nextInt(6); left > 0; left--) {
            title.append(next()).append(left > 1 ? " " : "");
        }
        return title.toString();
    }

    /** One word. */
    String word() {
        return next();
    }

    private void sentence(StringBuilder text) {
        int start = text.length();
        for (int left = 5 + random.nextInt(18); left > 0; left--) {
            text.append(next());
            if (left > 1) {
                text.append(random.nextInt(11) == 0 ? ", " : " ");
            }
        }
        text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
        text.append(random.nextInt(12) == 0 ? '?' : '.');
    }

    private String next() {
        previous = random.nextDouble() < FOLLOWED ? followers[previous][preferred()] : zipf();
        return words[previous];
    }

    private int preferred() {
        return (int) (FOLLOWERS * Math.pow(random.nextDouble(), 2));
    }

    /** Rank r with a probability of about 1/r. */
    private int zipf() {
        return (int) Math.min(WORDS - 1, Math.pow(WORDS, random.nextDouble()) - 1);
    }

    private String word(int syllables) {
        StringBuilder word = new StringBuilder();
        for (int left = Math.max(1, syllables); left > 0; left--) {
            word.append(ONSETS[random.nextInt(ONSETS.length)])
                    .append(NUCLEI[random.nextInt(NUCLEI.length)])
                    .append(CODAS[random.nextInt(CODAS.length)]);
        }
        return word.toString();
    }
}
