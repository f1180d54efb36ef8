package dev.gangway.examples;

import dev.gangway.connector.CapabilityCheck;
import dev.gangway.license.LicenseUse;
import dev.gangway.result.Refusal;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values in the words of an IT administrator. */
final class Words {

    static final DateTimeFormatter DAY = time("uuuu-MM-dd");
    static final DateTimeFormatter MINUTE = time("uuuu-MM-dd HH:mm 'UTC'");
    static final DateTimeFormatter SECOND = time("HH:mm:ss");

    private Words() {}

    private static DateTimeFormatter time(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static String of(User user) {
        return person(user.displayName(), user.email());
    }

    static String of(LicenseUse person) {
        return person(person.name(), person.email())
                + (person.status() == UserStatus.ACTIVE ? "" : ", " + of(person.status()));
    }

    private static String person(String name, String email) {
        return name.equals(email) ? email : name + " <" + email + ">";
    }

    static String of(UserStatus status) {
        return switch (status) {
            case INVITED -> "invited";
            case ACTIVE -> "active";
            case SUSPENDED -> "suspended";
            case REMOVED_RECOVERABLE -> "removed, and can be brought back";
            case REMOVED -> "removed";
            case OTHER -> "with a status that Gangway doesn't know";
        };
    }

    static String of(CapabilityCheck check) {
        return switch (check.proof()) {
            case PROVED -> "yes";
            case GRANTED -> "permitted, not tried yet";
            case MISSING -> "NO: " + check.explanation();
            case UNKNOWN -> "not known: " + check.explanation();
        };
    }

    static String of(Refusal refusal) {
        return refusal.explanation()
                + refusal.providerCode()
                        .map(code -> " (The provider calls it " + code + ".)")
                        .orElse("");
    }
}
