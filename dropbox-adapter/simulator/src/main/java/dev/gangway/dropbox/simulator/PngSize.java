package dev.gangway.dropbox.simulator;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Width and height of a PNG picture, from its header. Immutable. */
record PngSize(int width, int height) {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int WIDTH_AT = 16;
    private static final int HEADER = 24;

    /** The size, or empty for what is no PNG. */
    static Optional<PngSize> of(byte[] bytes) {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getLong() != SIGNATURE) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).position(WIDTH_AT);
        return Optional.of(new PngSize(header.getInt(), header.getInt()));
    }
}
