package dev.gangway.testkit;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All texts that an object shows of itself and of what can be reached from it by public means. */
final class Shown {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> texts = new ArrayList<>();

    private Shown() {}

    static List<String> by(Object object) {
        Shown shown = new Shown();
        shown.visit(object);
        return shown.texts;
    }

    private void visit(@Nullable Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        texts.add(String.valueOf(object));
        if (object instanceof Throwable it) {
            StringWriter trace = new StringWriter();
            it.printStackTrace(new PrintWriter(trace, true));
            texts.add(trace.toString());
        } else if (object instanceof Store it) {
            it.list("").forEach(key -> it.get(key).map(Shown::text).ifPresent(texts::add));
        } else if (object instanceof Optional<?> it) {
            it.ifPresent(this::visit);
        } else if (object instanceof Map<?, ?> it) {
            it.forEach((key, value) -> {
                visit(key);
                visit(value);
            });
        } else if (object instanceof Iterable<?> it) {
            it.forEach(this::visit);
        } else if (object instanceof Object[] it) {
            Arrays.asList(it).forEach(this::visit);
        } else if (object instanceof Record) {
            for (RecordComponent component : object.getClass().getRecordComponents()) {
                visit(component(object, component));
            }
        }
    }

    private static String text(Versioned stored) {
        return new String(stored.data(), StandardCharsets.UTF_8);
    }

    private static @Nullable Object component(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException notPublic) {
            return null;
        } catch (InvocationTargetException failed) {
            return failed.getCause();
        }
    }
}
