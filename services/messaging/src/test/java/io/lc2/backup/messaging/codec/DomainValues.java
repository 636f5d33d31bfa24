package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Random values of the domain, made by looking at its records: a component somebody adds is covered without a change
 * here.
 */
final class DomainValues {

    private static final List<String> LETTERS =
            List.of("a", "Z", "7", " ", "-", "/", "+", "%", "\"", "\n", "é", "漢", "😀", "\u0000");
    private static final int TRIES = 500;

    private final Random random;

    DomainValues(long seed) {
        random = new Random(seed);
    }

    <T> T any(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return oneOf(List.of(plain.getEnumConstants()));
        }
        if (plain.isSealed()) {
            return value((Type) oneOf(leaves(plain)));
        }
        return plain.isRecord() ? recordOf(plain) : simple(plain);
    }

    /** The records of a family, each as likely as any other. */
    private static List<Class<?>> leaves(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : List.of(permitted));
        }
        return leaves;
    }

    private Object simple(Class<?> type) {
        if (type == String.class) {
            return text();
        }
        if (type == long.class) {
            return random.nextInt(4) == 0 ? random.nextLong() : random.nextLong(1000);
        }
        if (type == int.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(1000);
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(-10_000_000_000_000L, 10_000_000_000_000L));
        }
        if (type == Duration.class) {
            return Duration.ofMillis(1 + random.nextInt(100_000_000));
        }
        if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        throw new IllegalArgumentException("no generator for " + type);
    }

    private Object recordOf(Class<?> type) {
        if (type == ProjectId.class) {
            return new ProjectId("project-" + random.nextInt(1000));
        }
        if (type == OperationId.class) {
            return new OperationId("operation-" + random.nextInt(1000));
        }
        if (type == PolicyId.class) {
            return new PolicyId("policy-" + random.nextInt(1000));
        }
        if (type == CommandId.class) {
            return new CommandId(any(UUID.class));
        }
        if (type == Plan.class) {
            return plan();
        }
        for (int i = 0; i < TRIES; i++) {
            Object made = tryRecord(type);
            if (made != null && !endsWrongly(made)) {
                return made;
            }
        }
        throw new AssertionError("no acceptable " + type + " in " + TRIES + " tries");
    }

    private @Nullable Object tryRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = nullable && random.nextBoolean() ? null : value(components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return null;
            }
            throw new AssertionError(type + " refused random values", e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Object collection(Class<?> raw, Type[] arguments) {
        int size = random.nextInt(4);
        if (raw == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(value(arguments[0]), value(arguments[1]));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(arguments[0]));
        }
        return raw == Set.class ? new HashSet<>(list) : list;
    }

    private Plan plan() {
        List<PlannedStep> steps = new ArrayList<>();
        Set<StepKind> seen = EnumSet.noneOf(StepKind.class);
        for (StepKind kind : StepKind.values()) {
            if (random.nextBoolean() || (seen.isEmpty() && kind == StepKind.CLEAN_UP)) {
                Set<StepKind> after = EnumSet.noneOf(StepKind.class);
                seen.stream().filter(earlier -> random.nextBoolean()).forEach(after::add);
                steps.add(new PlannedStep(kind, after, any(Duration.class)));
                seen.add(kind);
            }
        }
        return new Plan(steps, texts(), texts(), texts(), texts());
    }

    private List<String> texts() {
        return random.ints(random.nextInt(4)).mapToObj(i -> text()).toList();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(oneOf(LETTERS));
        }
        return text.toString();
    }

    /** The type allows it, no rule makes it. */
    private static boolean endsWrongly(Object made) {
        return made instanceof OperationState.Completed completed
                && (completed.end() instanceof OperationEvent.OperationFailed
                        || completed.end() instanceof OperationEvent.EndedOnRequest);
    }

    private Object oneOf(List<?> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
