package dev.gangway.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process with this module's classes, quick to start. */
final class ChildJvm {

    private ChildJvm() {}

    static Process start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** With a command before it, such as a shell that sets limits. */
    static Process start(List<String> before, Class<?> main, Object... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                Path.of("target", "classes") + System.getProperty("path.separator") + Path.of("target", "test-classes");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx64m"));
        command.addAll(List.of("-cp", classes, main.getName()));
        List.of(arguments).forEach(it -> command.add(it.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
