package dev.gangway.assistance;

import dev.gangway.connection.Connection;
import dev.gangway.error.GangwayException;
import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out who is an admin because a partner made them one. */
final class PartnerMadeAdmins {

    private PartnerMadeAdmins() {}

    /** Those of the trail, as far as they are admins now. Unknown if that can't be read. */
    static Fact<List<PartnerMadeAdmin>> of(Connection connection, Grants grants) {
        Map<UserId, PartnerMadeAdmin> found = new LinkedHashMap<>();
        try {
            for (TrailRecord change : grants.roleChanges()) {
                Optional<User> now = change.subject().flatMap(it -> find(connection, it));
                now.filter(it -> !it.roles().isEmpty())
                        .ifPresent(it -> found.put(
                                it.id(),
                                new PartnerMadeAdmin(
                                        it,
                                        change.who().name() + " changed their admin permissions at " + change.at()
                                                + ", record " + change.number() + " of the trail")));
            }
        } catch (GangwayException unread) {
            return Fact.unknown("the team could not be read: " + unread.getMessage());
        }
        return Fact.of(List.copyOf(found.values()));
    }

    /** By the immutable id; whoever was invited had none yet. */
    private static Optional<User> find(Connection connection, Subject subject) {
        UserRef ref =
                subject.id().isPresent() ? UserRef.id(new UserId(subject.id().get())) : UserRef.email(subject.name());
        return connection.users().find(ref);
    }
}
