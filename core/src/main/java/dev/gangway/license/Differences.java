package dev.gangway.license;

import java.util.ArrayList;
import java.util.List;

/** What may explain that a provider counts licenses other than its list of people adds up to. Unproven; whoever reads them decides. */
final class Differences {

    private Differences() {}

    /**
     * The type with what may explain its difference.
     *
     * @param type the type, without explanations
     * @param unlicensed how many people on the team surely take no license of any type
     * @param joined how many people were invited or joined while the report was read
     */
    static LicenseType explained(LicenseType type, int unlicensed, int joined) {
        return type.providerAssigned()
                .map(it -> it - type.assigned())
                .map(more -> new LicenseType(
                        type.name(),
                        type.purchased(),
                        type.assigned(),
                        type.reserved(),
                        type.suspended(),
                        type.used(),
                        type.unclear(),
                        type.providerAssigned(),
                        more == 0 ? List.of() : explain(type, more, unlicensed, joined)))
                .toOptional()
                .orElse(type);
    }

    private static List<String> explain(LicenseType type, int more, int unlicensed, int joined) {
        List<String> all = new ArrayList<>();
        if (more > 0 && more <= type.unclear()) {
            all.add("it isn't known which license they take of so many people: " + type.unclear()
                    + "; the figures agree if so many of them take this one: " + more);
        }
        if (more == unlicensed) {
            all.add("as many people take no license; the provider may count them");
        }
        if (-more == type.reserved()) {
            all.add("as many licenses are reserved by invitations; the provider may not count those");
        }
        if (-more == type.suspended()) {
            all.add("as many licenses are held by suspended people; the provider may not count those");
        }
        if (-more == type.reserved() + type.suspended() && type.reserved() > 0 && type.suspended() > 0) {
            all.add("as many are held by invitations and suspended people together; the provider may not count either");
        }
        if (Math.abs(more) <= joined) {
            all.add("people were invited or joined while this was read: " + joined);
        }
        all.add(
                "people may have left while this was read, or the provider's count lags; refresh and see whether the difference stays");
        return all;
    }
}
