package dev.gangway.testkit;

import dev.gangway.activity.ActivityData;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.license.LicenseData;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.User;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.userdata.UserDataAccess;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A connector that violates one rule on purpose.
 *
 * @param rule the rule
 * @param reason a part of what the kit has to say about it
 * @param connector makes the connector from a correct team in memory
 */
record Broken(String rule, String reason, Function<InMemoryConnector, Connector> connector) {

    /** Wrong in what it says of itself or in how it opens sessions. */
    static Broken connector(String rule, String reason, Function<InMemoryConnector, Connector> connector) {
        return new Broken(rule, reason, connector);
    }

    /** Wrong in its sessions. */
    static Broken session(String rule, String reason, BiFunction<Session, ConnectorContext, Session> session) {
        return new Broken(rule, reason, team -> new ForwardingConnector(team) {
            @Override
            public Session open(ConnectorContext context) {
                return session.apply(super.open(context), context);
            }
        });
    }

    /** Wrong in user lifecycle; one object for each session. */
    static Broken users(String rule, String reason, UnaryOperator<UserLifecycle> users) {
        return users(rule, reason, (team, inner) -> users.apply(inner));
    }

    static Broken users(String rule, String reason, BiFunction<InMemoryConnector, UserLifecycle, UserLifecycle> users) {
        return new Broken(rule, reason, team -> ForwardingConnector.withUsers(team, inner -> users.apply(team, inner)));
    }

    /** Wrong in license data. */
    static Broken licenses(String rule, String reason, UnaryOperator<LicenseData> licenses) {
        return session(rule, reason, (inner, context) -> new ForwardingSession(inner) {
            @Override
            public Optional<LicenseData> licenses() {
                return inner.licenses().map(licenses);
            }
        });
    }

    /** Wrong in team folders; one object for each session. */
    static Broken teamFolders(String rule, String reason, UnaryOperator<TeamFolderData> folders) {
        return session(rule, reason, (inner, context) -> {
            Optional<TeamFolderData> broken = inner.teamFolders().map(folders);
            return new ForwardingSession(inner) {
                @Override
                public Optional<TeamFolderData> teamFolders() {
                    return broken;
                }
            };
        });
    }

    /** Wrong in the log of activity; one object for each session. */
    static Broken activity(String rule, String reason, UnaryOperator<ActivityData> activity) {
        return session(rule, reason, (inner, context) -> {
            Optional<ActivityData> broken = inner.activity().map(activity);
            return new ForwardingSession(inner) {
                @Override
                public Optional<ActivityData> activity() {
                    return broken;
                }
            };
        });
    }

    /** Wrong in sharing controls; one object for each session. */
    static Broken sharing(String rule, String reason, UnaryOperator<SharingData> sharing) {
        return session(rule, reason, (inner, context) -> {
            Optional<SharingData> broken = inner.sharing().map(sharing);
            return new ForwardingSession(inner) {
                @Override
                public Optional<SharingData> sharing() {
                    return broken;
                }
            };
        });
    }

    /** Wrong in acting as a user; one object for each session. */
    static Broken userData(
            String rule, String reason, BiFunction<InMemoryConnector, UserDataAccess, UserDataAccess> data) {
        return new Broken(rule, reason, team -> new ForwardingConnector(team) {
            @Override
            public Session open(ConnectorContext context) {
                Session inner = super.open(context);
                Optional<UserDataAccess> broken = inner.userData().map(it -> data.apply(team, it));
                return new ForwardingSession(inner) {
                    @Override
                    public Optional<UserDataAccess> userData() {
                        return broken;
                    }
                };
            }
        });
    }

    /** Wrong in what it shows of people found. */
    static Broken shows(String rule, String reason, UnaryOperator<Optional<User>> view) {
        return users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return view.apply(super.find(user));
            }
        });
    }

    @Override
    public String toString() {
        return rule + " broken: " + reason;
    }
}
