package dev.gangway.figures;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An application that is thrown out of its host leaves nothing: no thread of Gangway's after five seconds, and no class loader once the HTTP
 * client's idle threads have ended. The last of those is Okio's watchdog, which goes after one to three idle minutes.
 */
final class NothingLeft {

    private static final int GUESTS = 20;
    /** JDK 17 remembers the last class for which it made the {@code equals} of a record, in {@code java.lang.runtime.ObjectMethods}. */
    private static final int KEPT_BY_THE_JDK = 1;

    private static final Duration THREADS = Duration.ofSeconds(5);
    private static final Duration LOADERS = Duration.ofSeconds(200);

    private NothingLeft() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws Exception {
        try (Provider provider = Provider.start(false)) {
            System.setProperty("figures.provider", provider.uri().toString());
            System.setProperty("figures.certificate", provider.certificate());
            provider.grant(Duration.ofHours(1));
            System.setProperty("figures.token", "refresh-1");
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            int calls = 0;
            ExecutorService host = Executors.newSingleThreadExecutor();
            for (int guest = 0; guest < GUESTS; guest++) {
                calls += host.submit(() -> visited(loaders)).get();
            }
            host.shutdown(); // what its thread remembers of the guests goes with it
            Thread.sleep(THREADS.toMillis());
            long threads = threadsOf("dev.gangway");
            long waited = waited(loaders);
            Table.end(new Table(GUESTS
                            + " applications, each in a class loader of its own, connect, call, close and are dropped")
                    .exactly("calls that went through", 10L * GUESTS, calls)
                    .exactly("threads that run Gangway's code after 5 s", 0, threads)
                    .atMost("class loaders that stayed", KEPT_BY_THE_JDK, left(loaders))
                    .atMost("after, in s", LOADERS.toSeconds(), waited)
                    .print());
        }
    }

    private static int visited(List<WeakReference<ClassLoader>> loaders) throws Exception {
        // Dropped and not closed: the HTTP client's threads still load a class or two on their way out.
        URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        loaders.add(new WeakReference<>(loader));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Callable<?> guest = (Callable<?>)
                    loader.loadClass(Guest.class.getName()).getConstructor().newInstance();
            return (Integer) Objects.requireNonNull(guest.call());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .map(File::new)
                .map(NothingLeft::url)
                .toArray(URL[]::new);
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Threads with a frame of the package; this program's own are not meant. */
    private static long threadsOf(String prefix) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(it -> it.getKey() != Thread.currentThread())
                .filter(it -> Stream.of(it.getValue())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(name -> name.startsWith(prefix) && !name.startsWith("dev.gangway.figures")))
                .count();
    }

    private static long waited(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        long start = System.nanoTime();
        Duration passed = Duration.ZERO;
        while (left(loaders) > KEPT_BY_THE_JDK && passed.compareTo(LOADERS) < 0) {
            System.gc();
            Thread.sleep(500);
            passed = Duration.ofNanos(System.nanoTime() - start);
        }
        return passed.toSeconds() + THREADS.toSeconds();
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(it -> it.get() != null).count();
    }
}
