package dev.gangway.analytics;

import dev.gangway.license.DeviceSink;
import dev.gangway.license.LicenseData;
import dev.gangway.user.UserSession;

/** Counts computers, phones and tablets. One told twice counts once; one without an id can't be told from others, so it is another. */
final class DeviceTally implements DeviceSink {

    private static final byte THERE = 1;

    private final Listing listing = new Listing("devices");
    private final Numbers seen = new Numbers();
    private long count;

    private DeviceTally() {}

    static long read(LicenseData provider) {
        DeviceTally tally = new DeviceTally();
        tally.listing.read(tally::clear, cursor -> provider.devices(cursor, tally));
        return tally.count;
    }

    private void clear() {
        seen.clear();
        count = 0;
    }

    @Override
    public void device(CharSequence who, CharSequence id, UserSession.Kind kind, long lastUsedAt) {
        listing.told();
        boolean isNew = id.isEmpty() || seen.put(Numbers.hash(Numbers.hash(0, who), id), THERE) == Numbers.NONE;
        if (isNew && kind != UserSession.Kind.WEB) {
            count++;
        }
    }

    @Override
    public void noDevice(CharSequence who) {
        listing.told();
    }
}
