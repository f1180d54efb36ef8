package dev.gangway.figures;

import dev.gangway.connector.Connector;
import dev.gangway.connector.Session;
import dev.gangway.user.UserLifecycle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts something between the library and a connector's user lifecycle. */
final class Between {

    /** What is done around each call; what it returns is what the library gets. */
    interface Calls {
        @Nullable
        Object call(String method, @Nullable Object[] arguments, Supplier<@Nullable Object> goOn);
    }

    private Between() {}

    static Connector users(Connector inner, Calls calls) {
        return wrapped(Connector.class, inner, (method, arguments, goOn) -> {
            Object answer = goOn.get();
            return answer instanceof Session session ? session(session, calls) : answer;
        });
    }

    /** Tells of each user lifecycle that the library opens, so that it can be asked past the library. */
    static Connector listening(Connector inner, Consumer<UserLifecycle> ear) {
        return wrapped(Connector.class, inner, (method, arguments, goOn) -> {
            Object answer = goOn.get();
            if (answer instanceof Session session) {
                session.users().ifPresent(ear);
            }
            return answer;
        });
    }

    private static Session session(Session inner, Calls calls) {
        Optional<UserLifecycle> users = inner.users().map(it -> wrapped(UserLifecycle.class, it, calls));
        return wrapped(Session.class, inner, (method, arguments, goOn) -> method.equals("users") ? users : goOn.get());
    }

    private static <T> T wrapped(Class<T> type, T inner, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(
                        method.getName(),
                        arguments == null ? new Object[0] : arguments,
                        () -> invoked(method, inner, arguments))));
    }

    private static @Nullable Object invoked(Method method, Object inner, @Nullable Object @Nullable [] arguments) {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException it) {
                throw it;
            }
            throw new IllegalStateException(failed);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
