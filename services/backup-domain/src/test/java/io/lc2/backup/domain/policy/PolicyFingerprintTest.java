package io.lc2.backup.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyFingerprintTest {

    private static final Retention KEEP = new Retention(7, 4, 12, 1, 30);
    private static final Policy FULL = new Policy(
            new PolicyId("nightly"),
            new BackupRequest(
                    "prd",
                    Application.LIFERAY,
                    Provider.LOCAL,
                    new DatabaseSource(
                            DatabaseType.POSTGRESQL,
                            "main",
                            List.of("lportal"),
                            List.of("public"),
                            Set.of(DatabaseStrategy.values()[0]),
                            List.of("audit"),
                            List.of(new Hook("flush", List.of("sync"), Duration.ofMinutes(1), true, "out", true))),
                    storage(List.of("docs")),
                    new ConfigurationSource(List.of("export"), "conf"),
                    new ContentModelSource("https://localhost", "json"),
                    true,
                    KEEP,
                    "notes"),
            schedule("30 2 * * *"),
            new RetentionPolicy("UTC", KEEP, 2, Duration.ofDays(1), true),
            schedule("0 4 * * SUN"));

    /** Both services compute it: another value for the same policy would be an upgrade after which nothing is as sent. */
    @Test
    void staysTheSameFromVersionToVersion() {
        assertThat(FULL.fingerprint()).isEqualTo("7e53a5ae-bd5b-3f01-8d7d-fdc5ce0f0040");
    }

    @Test
    void tellsListsApartThatAreWrittenAlike() {
        assertThat(with(storage(List.of("docs, images"))).fingerprint())
                .isNotEqualTo(with(storage(List.of("docs", "images"))).fingerprint());
        assertThat(with(new StorageSource(
                                StorageType.S3, "m", "b", List.of("x"), List.of(), List.of(), true, true, 8, false))
                        .fingerprint())
                .isNotEqualTo(with(new StorageSource(
                                StorageType.S3, "m", "b", List.of(), List.of("x"), List.of(), true, true, 8, false))
                        .fingerprint());
    }

    @Test
    void tellsWhatIsLeftOutFromWhatIsCalledLikeIt() {
        ContentModelSource nameless = new ContentModelSource("null", "null");

        assertThat(with(nameless).fingerprint())
                .isNotEqualTo(with((ContentModelSource) null).fingerprint());
    }

    /** Whoever adds a field to a policy and not to its fingerprint is told so here. */
    @Test
    void changesWithEverythingAPolicyCanSay() throws ReflectiveOperationException {
        List<Object> others = others(FULL);

        assertThat(others)
                .hasSizeGreaterThan(50)
                .allSatisfy(other -> assertThat(((Policy) other).fingerprint())
                        .as("%s", other)
                        .isNotEqualTo(FULL.fingerprint()));
        assertThat(others.stream().map(other -> ((Policy) other).fingerprint())).doesNotHaveDuplicates();
    }

    /** The same value with one thing in it said otherwise, once for each thing. */
    private static List<Object> others(Object value) throws ReflectiveOperationException {
        return switch (value) {
            case PolicyId id -> List.of(new PolicyId(id + "x"));
            case String text -> List.of(text + "x");
            case Integer number -> List.of(number + 1);
            case Boolean yes -> List.of(!yes);
            case Duration duration -> List.of(duration.plusMillis(1));
            case Enum<?> word -> List.of(another(word));
            case Set<?> set ->
                List.of(EnumSet.complementOf(
                        EnumSet.of((DatabaseStrategy) set.iterator().next())));
            case List<?> list -> {
                List<Object> lists = new ArrayList<>(List.of(List.of()));
                for (Object other : others(list.getFirst())) {
                    lists.add(List.of(other));
                }
                yield lists;
            }
            case Record said -> ofRecord(said);
            case Object unknown -> throw new AssertionError("say how " + unknown.getClass() + " is said otherwise");
        };
    }

    private static List<Object> ofRecord(Record said) throws ReflectiveOperationException {
        RecordComponent[] components = said.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        var constructor = said.getClass().getDeclaredConstructor(types);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(said);
        }
        List<Object> others = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            List<@Nullable Object> instead = new ArrayList<>(others(values[i]));
            if (components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                instead.add(null);
            }
            for (Object other : instead) {
                Object[] changed = values.clone();
                changed[i] = other;
                others.add(constructor.newInstance(changed));
            }
        }
        return others;
    }

    private static Object another(Enum<?> word) {
        return Arrays.stream((Object[]) word.getDeclaringClass().getEnumConstants())
                .filter(other -> !other.equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Policy with(StorageSource storage) {
        BackupRequest backup = new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, KEEP, "");
        return new Policy(FULL.id(), backup, FULL.schedule(), FULL.retention());
    }

    private static Policy with(@Nullable ContentModelSource model) {
        BackupRequest backup =
                new BackupRequest("prd", Application.LIFERAY, Provider.LOCAL, null, null, null, model, false, KEEP, "");
        return new Policy(FULL.id(), backup, FULL.schedule(), FULL.retention());
    }

    private static StorageSource storage(List<String> paths) {
        return new StorageSource(StorageType.S3, "main", "library", paths, paths, paths, true, true, 8, false);
    }

    private static Schedule schedule(String cron) {
        RunWindow window = new RunWindow(Duration.ofHours(1), Duration.ofHours(3));
        return new Schedule(cron, "Europe/Berlin", Duration.ofMinutes(5), window, CatchUp.LATEST, Overlap.SKIP);
    }
}
