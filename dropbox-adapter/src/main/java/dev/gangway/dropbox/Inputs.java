package dev.gangway.dropbox;

import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Dropbox accepts as a value, checked before anything is sent. Specified: {@code common.stone}, {@code team_common.stone}. */
final class Inputs {

    private static final int EMAIL_LENGTH = 255;
    private static final Pattern EMAIL =
            Pattern.compile("['#&A-Za-z0-9._%+-]+@[A-Za-z0-9-][A-Za-z0-9.-]*\\.[A-Za-z]{2,15}");
    private static final int NAME_LENGTH = 50;
    private static final Pattern NAME = Pattern.compile("[^/:?*<>\"|]*");
    private static final int EXTERNAL_ID_LENGTH = 64;
    private static final long LEAST_GIGABYTES = 2;
    private static final long MOST_GIGABYTES = (1L << 32) - 1;
    private static final int ROLE_LENGTH = 128;
    private static final Pattern ROLE = Pattern.compile("pid_dbtmr:.*");

    private Inputs() {}

    /** Whether anybody at Dropbox can have that reference. */
    static boolean isPossible(UserRef ref) {
        if (ref instanceof UserRef.Email it) {
            return isEmail(it.address());
        }
        return !(ref instanceof UserRef.ExternalId external) || isExternalId(external.externalId());
    }

    static Optional<Refusal> problem(NewUser newUser) {
        return email(newUser.email().address())
                .or(() -> name("given name", newUser.givenName()))
                .or(() -> name("surname", newUser.surname()))
                .or(() -> newUser.externalId().flatMap(Inputs::externalId))
                .or(() -> newUser.roleId().flatMap(it -> roles(List.of(it))));
    }

    static Optional<Refusal> problem(ProfileChange change) {
        return change.email()
                .flatMap(it -> email(it.address()))
                .or(() -> change.givenName().flatMap(it -> name("given name", it)))
                .or(() -> change.surname().flatMap(it -> name("surname", it)))
                .or(() -> change.externalId().filter(it -> !it.isEmpty()).flatMap(Inputs::externalId));
    }

    static Optional<Refusal> email(String address) {
        return isEmail(address)
                ? Optional.empty()
                : refusal(
                        "The e-mail address isn't one that Dropbox takes: letters, digits and ' # & . _ % + - before the @, a "
                                + "domain in ASCII after it, at most 255 characters.");
    }

    /** Limits are told and kept in whole gigabytes, from 2 on. */
    static Optional<Refusal> gigabytes(Quota quota, long gigabyte) {
        return quota.bytes().isEmpty()
                        || (quota.bytes().getAsLong() % gigabyte == 0
                                && quota.bytes().getAsLong() >= LEAST_GIGABYTES * gigabyte
                                && quota.bytes().getAsLong() <= MOST_GIGABYTES * gigabyte)
                ? Optional.empty()
                : refusal("A limit at Dropbox is a whole number of gigabytes (of " + gigabyte + " bytes), at least "
                        + LEAST_GIGABYTES + "; " + quota + " isn't.");
    }

    static Optional<Refusal> roles(List<String> ids) {
        if (ids.size() > 1) {
            return refusal("A member has at most one role at Dropbox; name one role, or none for a plain member.");
        }
        return ids.stream()
                .filter(it -> it.length() > ROLE_LENGTH || !ROLE.matcher(it).matches())
                .findFirst()
                .flatMap(it -> refusal("The role id isn't one of Dropbox's: take it from roles(), which lists them."));
    }

    private static boolean isEmail(String address) {
        return address.length() <= EMAIL_LENGTH && EMAIL.matcher(address).matches();
    }

    private static boolean isName(String name) {
        return name.length() <= NAME_LENGTH && NAME.matcher(name).matches();
    }

    private static boolean isExternalId(String id) {
        return !id.isBlank() && id.length() <= EXTERNAL_ID_LENGTH;
    }

    private static Optional<Refusal> externalId(String id) {
        return isExternalId(id)
                ? Optional.empty()
                : refusal("The external id must have 1 to 64 characters at Dropbox.");
    }

    private static Optional<Refusal> name(String which, String name) {
        return isName(name)
                ? Optional.empty()
                : refusal(
                        "The " + which + " must have at most 50 characters at Dropbox, and none of / : ? * < > \" |.");
    }

    private static Optional<Refusal> refusal(String explanation) {
        return Optional.of(Refusal.of(Reason.INVALID_INPUT, explanation));
    }
}
