package io.lc2.backup.executor.steps;

import io.lc2.backup.executor.manifest.BackupManifest.ConsistencySection;
import io.lc2.backup.executor.objects.ReferenceCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of the facts that tell how rows and objects fit together, from the step that counts to the manifest. */
final class ConsistencyFacts {

    private static final String LAYOUT = "consistency.layout";
    private static final String REFERENCED = "consistency.referenced";
    private static final String PRESENT = "consistency.present";
    private static final String MISSING = "consistency.missing";
    private static final String VANISHED = "consistency.vanished";
    private static final String LEFT_OUT = "consistency.leftOut";
    private static final String EXTRA = "consistency.extra";
    private static final String ORPHANS = "consistency.orphans";
    /** Followed by a number from 0 on. */
    private static final String EXAMPLE = "consistency.missingExample.";

    private ConsistencyFacts() {}

    static Map<String, String> of(String layout, ReferenceCounts counts) {
        Map<String, String> facts = new HashMap<>();
        facts.put(LAYOUT, layout);
        facts.put(REFERENCED, Long.toString(counts.referenced()));
        facts.put(PRESENT, Long.toString(counts.present()));
        facts.put(MISSING, Long.toString(counts.missing()));
        facts.put(VANISHED, Long.toString(counts.vanished()));
        facts.put(LEFT_OUT, Long.toString(counts.leftOut()));
        facts.put(EXTRA, Long.toString(counts.extra()));
        facts.put(ORPHANS, Long.toString(counts.orphans()));
        for (int i = 0; i < counts.missingExamples().size(); i++) {
            facts.put(EXAMPLE + i, counts.missingExamples().get(i));
        }
        return facts;
    }

    static Map<String, String> unrecognised(long referenced) {
        return Map.of(LAYOUT, "", REFERENCED, Long.toString(referenced));
    }

    /** What the manifest says; null when nothing was compared. */
    static @Nullable ConsistencySection section(Map<String, String> facts) {
        String layout = facts.get(LAYOUT);
        if (layout == null) {
            return null;
        }
        List<String> examples = new ArrayList<>();
        for (String key = facts.get(EXAMPLE + 0); key != null; key = facts.get(EXAMPLE + examples.size())) {
            examples.add(key);
        }
        return new ConsistencySection(
                layout,
                count(facts, REFERENCED),
                count(facts, PRESENT),
                count(facts, MISSING),
                count(facts, VANISHED),
                count(facts, LEFT_OUT),
                count(facts, EXTRA),
                count(facts, ORPHANS),
                examples);
    }

    private static long count(Map<String, String> facts, String name) {
        return Long.parseLong(facts.getOrDefault(name, "0"));
    }
}
