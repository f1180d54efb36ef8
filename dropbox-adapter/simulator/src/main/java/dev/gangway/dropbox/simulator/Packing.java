package dev.gangway.dropbox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;

/** Packs answers by gzip for whoever takes it, as the {@code Vary: Accept-Encoding} of real answers says. */
final class Packing {
    /** Smaller answers, which would hardly get smaller, are left as they are. */
    static final int LEAST = 1024;

    private Packing() {}

    /** Whether a request's {@code Accept-Encoding} names gzip and doesn't weigh it with zero (RFC 9110 section 12.5.3). */
    static boolean isTaken(Headers headers) {
        return headers.values("Accept-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(coding ->
                        Arrays.stream(coding.split(";", -1)).map(String::strip).toList())
                .anyMatch(Packing::isGzip);
    }

    private static boolean isGzip(List<String> coding) {
        return coding.get(0).equalsIgnoreCase("gzip")
                && coding.stream().skip(1).noneMatch(weight -> weight.matches("(?i)q *= *0(\\.0*)?"));
    }

    static ByteString gzip(ByteString whole) {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.write(whole);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.readByteString();
    }
}
