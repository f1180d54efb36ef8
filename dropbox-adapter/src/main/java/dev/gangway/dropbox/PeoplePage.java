package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.Holder;
import dev.gangway.license.HolderSink;
import dev.gangway.result.Fact;
import dev.gangway.user.UserStatus;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a page of the member list. It is each person on the page in turn. What must be there (specified) and isn't is an error, since
 * nobody may be missing from a report. Not thread-safe.
 */
final class PeoplePage extends Listing implements Holder {

    private static final Fact<Optional<String>> FULL = Fact.of(Optional.of(Members.LICENSE_TYPE));
    private static final Fact<Optional<String>> NONE = Fact.of(Optional.empty());
    private static final Fact<Optional<String>> OTHER =
            Fact.unknown("Dropbox told a kind of membership that isn't known here");

    private static final Names PAGE = page("members");
    private static final Names MEMBER = Names.of("profile", "roles");
    private static final Names PROFILE = Names.of(
            "team_member_id",
            "email",
            "external_id",
            "name",
            "status",
            "membership_type",
            "invited_on",
            "joined_on",
            "suspended_on");
    private static final Names NAME = Names.of("given_name", "surname");

    private final HolderSink people;
    private final Text id = new Text();
    private final Text email = new Text();
    private final Text givenName = new Text();
    private final Text surname = new Text();
    private final Text externalId = new Text();
    private String standing = "";
    private String membership = "";
    private boolean role;
    private long invited;
    private long joined;
    private long suspended;

    PeoplePage(HolderSink people) {
        super(PAGE, false);
        this.people = people;
    }

    @Override
    void item(JsonBytes json) throws IOException {
        forget();
        if (json.enterObject()) {
            for (int field = json.next(MEMBER); field != JsonBytes.END; field = json.next(MEMBER)) {
                switch (field) {
                    case 0 -> profile(json);
                    case 1 -> roles(json);
                    default -> json.skip();
                }
            }
        }
        if (id.isBlank() || email.isBlank() || standing.isBlank()) {
            throw new OddPageException("a member without id, address or status");
        }
        if (!standing.equals("removed")) {
            people.holder(this);
        }
    }

    private void forget() {
        id.clear();
        email.clear();
        givenName.clear();
        surname.clear();
        externalId.clear();
        standing = "";
        membership = "";
        role = false;
        invited = UNKNOWN;
        joined = UNKNOWN;
        suspended = UNKNOWN;
    }

    private void profile(JsonBytes json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(PROFILE); field != JsonBytes.END; field = json.next(PROFILE)) {
            switch (field) {
                case 0 -> id.read(json);
                case 1 -> email.read(json);
                case 2 -> externalId.read(json);
                case 3 -> name(json);
                case 4 -> standing = json.tag();
                case 5 -> membership = json.tag();
                case 6 -> invited = moment(json);
                case 7 -> joined = moment(json);
                case 8 -> suspended = moment(json);
                default -> json.skip();
            }
        }
    }

    private void name(JsonBytes json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(NAME); field != JsonBytes.END; field = json.next(NAME)) {
            switch (field) {
                case 0 -> givenName.read(json);
                case 1 -> surname.read(json);
                default -> json.skip();
            }
        }
    }

    /** A plain member has an empty list, or none at all (observed, 2025). */
    private void roles(JsonBytes json) throws IOException {
        if (json.enterList()) {
            while (json.nextItem()) {
                role = true;
                json.skip();
            }
        }
    }

    @Override
    public CharSequence id() {
        return id;
    }

    @Override
    public CharSequence email() {
        return email;
    }

    @Override
    public CharSequence givenName() {
        return givenName;
    }

    @Override
    public CharSequence surname() {
        return surname;
    }

    @Override
    public CharSequence externalId() {
        if (externalId.isBlank()) {
            externalId.clear();
        }
        return externalId;
    }

    @Override
    public UserStatus status() {
        if (standing.equals("active")) {
            return UserStatus.ACTIVE;
        }
        if (standing.equals("invited")) {
            return UserStatus.INVITED;
        }
        return standing.equals("suspended") ? UserStatus.SUSPENDED : UserStatus.OTHER;
    }

    /** As {@link Members#user} says it of somebody on the team. */
    @Override
    public Fact<Optional<String>> licenseType() {
        if (membership.equals("full")) {
            return FULL;
        }
        return membership.equals("limited") ? NONE : OTHER;
    }

    @Override
    public boolean hasRole() {
        return role;
    }

    @Override
    public long invitedAt() {
        return invited;
    }

    @Override
    public long joinedAt() {
        return joined;
    }

    @Override
    public long suspendedAt() {
        return suspended;
    }
}
