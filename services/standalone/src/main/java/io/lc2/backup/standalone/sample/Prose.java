package io.lc2.backup.standalone.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Prose-like text: words drawn by Zipf's law from a made-up vocabulary, in sentences and paragraphs.
 *
 * <p>It compresses about as well as written language does, which repeated filler or random letters would not.
 */
final class Prose {

    private static final int VOCABULARY = 24_000;
    /** Zipf's exponent of written language. */
    private static final double EXPONENT = 1.05;

    private static final List<String> FREQUENT = List.of(
            ("the of and to a in is that for it as with was on be by at this are from or an which but not have they were"
                            + " their all one can been has more if will there when who so no we what about up out into them"
                            + " than its only other time some could these two may then do first any new our over such")
                    .split(" "));
    private static final String[] ONSETS =
            "b c d f g h j k l m n p r s t v w st tr pl gr ch sh th br cl dr fl pr sp qu é ö ü ñ".split(" ");
    private static final String[] NUCLEI = "a e i o u ai ea ie ou oo io ue a e i o u a e i o".split(" ");
    private static final String[] CODAS = "n r s t l m d ng nt st rd ck nce ment tion   ".split(" ", -1);

    private final byte[][] words;
    /** Walker's alias method: column i yields word i below its threshold and its alias above, in constant time. */
    private final int[] alias = new int[VOCABULARY];

    private final double[] threshold = new double[VOCABULARY];

    Prose(long seed) {
        this.words = vocabulary(new SplittableRandom(seed));
        buildAlias();
    }

    /** Appends text of at least this many bytes, in whole sentences. */
    void text(SplittableRandom random, int bytes, ByteArrayOutputStream out) {
        int end = out.size() + bytes;
        while (out.size() < end) {
            sentence(random, out);
            out.write(random.nextInt(6) == 0 ? '\n' : ' ');
        }
    }

    /** Appends one sentence. */
    void sentence(SplittableRandom random, ByteArrayOutputStream out) {
        int length = 4 + random.nextInt(8) + random.nextInt(12);
        int comma = random.nextInt(3, 2 * length);
        for (int i = 0; i < length; i++) {
            byte[] word = word(random);
            if (i == 0 && word[0] > 0) {
                out.write(Character.toUpperCase(word[0]));
                out.write(word, 1, word.length - 1);
            } else {
                out.write(word, 0, word.length);
            }
            out.write(i == length - 1 ? '.' : i == comma ? ',' : ' ');
            if (i == comma && i < length - 1) {
                out.write(' ');
            }
        }
    }

    /** Some words with a space between them, as a title or a name has. */
    String phrase(SplittableRandom random, int length) {
        StringBuilder phrase = new StringBuilder();
        for (int i = 0; i < length; i++) {
            phrase.append(i == 0 ? "" : " ").append(rareWord(random));
        }
        return phrase.toString();
    }

    /** A word that is not one of the few hundred most frequent ones. */
    String rareWord(SplittableRandom random) {
        return new String(words[random.nextInt(VOCABULARY / 60, VOCABULARY)], StandardCharsets.UTF_8);
    }

    private byte[] word(SplittableRandom random) {
        int column = random.nextInt(VOCABULARY);
        return words[random.nextDouble() < threshold[column] ? column : alias[column]];
    }

    private static byte[][] vocabulary(SplittableRandom random) {
        Set<String> distinct = new LinkedHashSet<>(FREQUENT);
        while (distinct.size() < VOCABULARY) {
            StringBuilder word = new StringBuilder();
            // Rare words are longer, as in any language.
            int syllables = 1 + random.nextInt(2) + (distinct.size() > 2_000 ? random.nextInt(3) : 0);
            for (int i = 0; i < syllables; i++) {
                word.append(ONSETS[random.nextInt(ONSETS.length)]).append(NUCLEI[random.nextInt(NUCLEI.length)]);
            }
            distinct.add(word.append(CODAS[random.nextInt(CODAS.length)]).toString());
        }
        return distinct.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private void buildAlias() {
        double[] scaled = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            scaled[i] = 1 / Math.pow(i + 1.0, EXPONENT);
            sum += scaled[i];
        }
        Deque<Integer> small = new ArrayDeque<>();
        Deque<Integer> large = new ArrayDeque<>();
        for (int i = 0; i < VOCABULARY; i++) {
            scaled[i] *= VOCABULARY / sum;
            (scaled[i] < 1 ? small : large).push(i);
        }
        while (!small.isEmpty() && !large.isEmpty()) {
            int less = small.pop();
            int more = large.pop();
            threshold[less] = scaled[less];
            alias[less] = more;
            scaled[more] += scaled[less] - 1;
            (scaled[more] < 1 ? small : large).push(more);
        }
        List<Integer> rest = new ArrayList<>(small);
        rest.addAll(large);
        rest.forEach(column -> threshold[column] = 1);
    }
}
