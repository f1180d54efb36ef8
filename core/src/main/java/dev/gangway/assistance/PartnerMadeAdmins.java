package dev.gangway.assistance;

import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.MadeByHand;
import dev.gangway.activity.PartnerWatch;
import dev.gangway.activity.Party;
import dev.gangway.connection.Connection;
import dev.gangway.error.GangwayException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out who is an admin because a partner made them one: by a grant, or past Gangway. */
final class PartnerMadeAdmins {

    /** How far back the provider's log is looked at. */
    static final Duration LOOKED_BACK = Duration.ofDays(365);

    private final Connection connection;
    private final Map<UserId, PartnerMadeAdmin> found = new LinkedHashMap<>();

    private PartnerMadeAdmins(Connection connection) {
        this.connection = connection;
    }

    /** Those of the trail and of the provider's log, as far as they are admins now. Unknown if that can't be read. */
    static Fact<List<PartnerMadeAdmin>> of(Connection connection, Grants grants, Instant now) {
        PartnerMadeAdmins search = new PartnerMadeAdmins(connection);
        try {
            grants.roleChanges().forEach(search::byTrail);
            search.madeByHand(now).forEach(search::byLog);
        } catch (GangwayException unread) {
            return Fact.unknown("not all could be read: " + unread.getMessage());
        }
        return Fact.of(List.copyOf(search.found.values()));
    }

    /** None where there is no log: then the trail is all that there is. */
    private List<MadeByHand> madeByHand(Instant now) {
        PartnerWatch log;
        try {
            log = connection.partnerActivity();
        } catch (UnsupportedCapabilityException noLog) {
            return List.of();
        }
        return log.observe(ActivityRange.between(now.minus(LOOKED_BACK), now)).madeByHand();
    }

    private void byTrail(TrailRecord change) {
        change.subject()
                .ifPresent(whom -> note(
                        whom.id().map(UserId::new),
                        Optional.of(whom.name()),
                        change.sentence().en() + ", at " + change.at() + ", record " + change.number()
                                + " of the trail"));
    }

    private void byLog(MadeByHand made) {
        Party whom = made.who();
        note(
                whom.id(),
                whom.email(),
                made.evidence().sentence().en() + ", at " + made.evidence().at() + " by the provider's log");
    }

    /** By the immutable id; whoever was invited had none yet. */
    private void note(Optional<UserId> id, Optional<String> address, String how) {
        Optional<UserRef> ref = id.map(UserRef::id).or(() -> address.map(UserRef::email));
        Optional<User> now = ref.flatMap(it -> connection.users().find(it));
        now.filter(it -> !it.roles().isEmpty()).ifPresent(it -> found.put(it.id(), new PartnerMadeAdmin(it, how)));
    }
}
