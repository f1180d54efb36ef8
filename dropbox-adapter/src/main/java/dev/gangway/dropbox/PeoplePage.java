package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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

    private final HolderSink people;
    private final Text id = new Text();
    private final Text email = new Text();
    private final Text givenName = new Text();
    private final Text surname = new Text();
    private final Text externalId = new Text();
    private final Text standing = new Text();
    private final Text membership = new Text();
    private boolean role;
    private long invited;
    private long joined;
    private long suspended;

    PeoplePage(HolderSink people) {
        super("members", false);
        this.people = people;
    }

    @Override
    void item(JsonParser json) throws IOException {
        forget();
        if (isObject(json)) {
            for (String field = next(json); field != null; field = next(json)) {
                switch (field) {
                    case "profile" -> profile(json);
                    case "roles" -> roles(json);
                    default -> json.skipChildren();
                }
            }
        }
        if (id.isBlank() || email.isBlank() || standing.isBlank()) {
            throw new OddPageException("a member without id, address or status");
        }
        if (!standing.is("removed")) {
            people.holder(this);
        }
    }

    private void forget() {
        id.clear();
        email.clear();
        givenName.clear();
        surname.clear();
        externalId.clear();
        standing.clear();
        membership.clear();
        role = false;
        invited = UNKNOWN;
        joined = UNKNOWN;
        suspended = UNKNOWN;
    }

    private void profile(JsonParser json) throws IOException {
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            switch (field) {
                case "team_member_id" -> id.read(json);
                case "email" -> email.read(json);
                case "external_id" -> externalId.read(json);
                case "name" -> name(json);
                case "status" -> standing.readTag(json);
                case "membership_type" -> membership.readTag(json);
                case "invited_on" -> invited = moment(json);
                case "joined_on" -> joined = moment(json);
                case "suspended_on" -> suspended = moment(json);
                default -> json.skipChildren();
            }
        }
    }

    private void name(JsonParser json) throws IOException {
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            switch (field) {
                case "given_name" -> givenName.read(json);
                case "surname" -> surname.read(json);
                default -> json.skipChildren();
            }
        }
    }

    /** A plain member has an empty list, or none at all (observed, 2025). */
    private void roles(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                role = true;
                json.skipChildren();
            }
        } else {
            json.skipChildren();
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
        if (standing.is("active")) {
            return UserStatus.ACTIVE;
        }
        if (standing.is("invited")) {
            return UserStatus.INVITED;
        }
        return standing.is("suspended") ? UserStatus.SUSPENDED : UserStatus.OTHER;
    }

    /** As {@link Members#user} says it of somebody on the team. */
    @Override
    public Fact<Optional<String>> licenseType() {
        if (membership.is("full")) {
            return FULL;
        }
        return membership.is("limited") ? NONE : OTHER;
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
