package dev.gangway.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Lets a detector see everything that goes out of a vendor's object: each answer and each exception. */
final class Watched {

    private Watched() {}

    /** The object behind an interface of core, watched; capabilities that it gives are watched, too. */
    static <T> T by(SecretLeakDetector detector, Class<T> type, T subject) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object answer = method.invoke(subject, args);
                if (answer != null) {
                    detector.examine(answer);
                }
                return answer;
            } catch (InvocationTargetException failed) {
                detector.examine(failed.getTargetException());
                throw failed.getTargetException();
            }
        }));
    }

    static <T> Optional<T> by(SecretLeakDetector detector, Class<T> type, Optional<T> subject) {
        return subject.map(it -> by(detector, type, it));
    }
}
