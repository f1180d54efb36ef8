package dev.gangway.leakwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * The messages of all exceptions and errors that are made in this virtual machine, whoever makes and catches them, causes and suppressed
 * ones included: the flight recorder tells. Not thread-safe.
 */
final class Thrown {

    private final Recording recording = new Recording();

    private Thrown() {
        recording.enable("jdk.JavaExceptionThrow").withoutStackTrace().with("throttle", "off");
        recording.enable("jdk.JavaErrorThrow").withoutStackTrace();
        recording.start();
    }

    static Thrown record() {
        return new Thrown();
    }

    /** Ends the recording. */
    List<String> messages() {
        try {
            Path file = Files.createTempFile("thrown", ".jfr");
            try {
                recording.stop();
                recording.dump(file);
                recording.close();
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.hasField("thrownClass"))
                        .map(event -> event.getClass("thrownClass").getName() + ": " + event.getString("message"))
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
