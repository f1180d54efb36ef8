package dev.gangway.license;

/**
 * Sign-ins on their way into a fold that others tell of, too: handed over many at a time, so that readers don't wait for one another at each.
 * Not thread-safe; each reader has its own.
 */
final class SignInBatch implements SignInSink {

    private static final int MOST = 256;
    private static final int CHARACTERS = 32 * 1024;

    private final SignInFold fold;
    private final char[] characters = new char[CHARACTERS];
    /** Where each sign-in's id and address end. */
    private final int[] ends = new int[2 * MOST];

    private final long[] times = new long[MOST];
    private final SignInSource[] sources = new SignInSource[MOST];
    private int count;
    private int used;

    SignInBatch(SignInFold fold) {
        this.fold = fold;
    }

    @Override
    public void signIn(CharSequence who, CharSequence address, long epochSecond, SignInSource source) {
        int length = who.length() + address.length();
        if (count == MOST || used + length > CHARACTERS) {
            flush();
        }
        if (length > CHARACTERS) {
            fold.signIn(who, address, epochSecond, source);
            return;
        }
        ends[2 * count] = copied(who);
        ends[2 * count + 1] = copied(address);
        times[count] = epochSecond;
        sources[count] = source;
        count++;
    }

    private int copied(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            characters[used++] = text.charAt(i);
        }
        return used;
    }

    /** Hands over what is here. */
    void flush() {
        Part who = new Part();
        Part address = new Part();
        synchronized (fold) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                who.set(from, ends[2 * i]);
                from = ends[2 * i + 1];
                address.set(ends[2 * i], from);
                fold.signIn(who, address, times[i], sources[i]);
            }
        }
        count = 0;
        used = 0;
    }

    /** A part of the characters. */
    private final class Part implements CharSequence {
        private int start;
        private int end;

        void set(int from, int to) {
            start = from;
            end = to;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            return characters[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().substring(from, to);
        }

        @Override
        public String toString() {
            return new String(characters, start, end - start);
        }
    }
}
