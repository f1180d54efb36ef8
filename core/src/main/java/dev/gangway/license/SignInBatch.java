package dev.gangway.license;

/**
 * Sign-ins on their way into a fold that others tell of, too: handed over many at a time, so that readers don't wait for one another at each.
 * Not thread-safe; each reader has its own.
 */
final class SignInBatch implements SignInSink {

    private static final int MOST = 256;

    private final SignInFold fold;
    /** The ids, one behind the other. */
    private final Chars ids = new Chars();

    private final int[] starts = new int[MOST + 1];
    private final int[] hashes = new int[MOST];
    private final int[] persons = new int[MOST];
    private final long[] addresses = new long[MOST];
    private final long[] times = new long[MOST];
    private final SignInSource[] sources = new SignInSource[MOST];
    private int count;

    SignInBatch(SignInFold fold) {
        this.fold = fold;
    }

    @Override
    public void signIn(CharSequence who, CharSequence address, long epochSecond, SignInSource source) {
        if (count == MOST) {
            flush();
        }
        ids.put(who);
        starts[count + 1] = ids.length();
        hashes[count] = Interned.hash(ids.bytes(), starts[count], ids.length());
        addresses[count] = address.isEmpty() ? SignInFold.NO_ADDRESS : Chars.address(address);
        times[count] = epochSecond;
        sources[count] = source;
        count++;
    }

    /** Hands over what is here. */
    void flush() {
        synchronized (fold) {
            for (int i = 0; i < count; i++) { // in two rounds, so that each waits for less memory
                persons[i] = Chars.isEmpty(ids.bytes(), starts[i])
                        ? SignInFold.NOBODY
                        : fold.person(ids.bytes(), starts[i], starts[i + 1], hashes[i]);
            }
            for (int i = 0; i < count; i++) {
                fold.signIn(persons[i], addresses[i], times[i], sources[i]);
            }
        }
        count = 0;
        ids.clear();
    }
}
