package dev.gangway.testkit;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.testkit.ForwardingConnector.ForwardingLicenses;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession.Kind;
import dev.gangway.user.UserStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** For each rule about licenses, their holders, devices and linked apps, a connector that violates it. */
final class BrokenLicenses {

    private static final long DAY = 86_400;

    private BrokenLicenses() {}

    static List<Broken> all() {
        return List.of(
                pools("L-01", "One pool for a type", it -> {
                    List<LicensePool> twice = new ArrayList<>(it);
                    twice.add(new LicensePool(it.get(0).type(), it.get(0).purchased(), Fact.of(1)));
                    return twice;
                }),
                pools(
                        "L-02",
                        "after one invitation",
                        it -> it.stream()
                                .map(pool -> new LicensePool(pool.type(), pool.purchased(), Fact.of(1)))
                                .toList()),
                pools(
                        "L-03",
                        "and people with",
                        it -> it.stream()
                                .map(pool -> new LicensePool(
                                        pool.type().toUpperCase(Locale.ROOT), pool.purchased(), pool.assigned()))
                                .toList()),
                pools(
                        "L-04",
                        "can be zero",
                        it -> it.stream()
                                .map(pool -> new LicensePool(pool.type(), Fact.of(0), pool.assigned()))
                                .toList()),
                Broken.session(
                        "L-09", "while license data was read", (session, context) -> new ForwardingSession(session) {
                            @Override
                            public Optional<LicenseData> licenses() {
                                return super.licenses().map(it -> new ForwardingLicenses(it) {
                                    @Override
                                    public List<LicensePool> pools() {
                                        session.users().orElseThrow().recover(new UserId("user-1"));
                                        return super.pools();
                                    }
                                });
                            }
                        }),
                people("L-22", "and people who are listed", people -> holder -> {
                    if (holder.status() != UserStatus.INVITED) {
                        people.holder(holder);
                    }
                }),
                people(
                        "L-23",
                        "as license data tells",
                        people -> holder -> people.user(User.of(
                                new UserId(holder.id().toString()),
                                holder.email().toString(),
                                holder.status()))),
                devices("L-24", "of people by id", devices -> (who, id, kind, at) -> {
                    if (kind != Kind.WEB) {
                        devices.device(who, id, kind, at);
                    }
                }),
                devices(
                        "L-25",
                        "in the future",
                        devices -> (who, id, kind, at) -> devices.device(who, id, kind, at + 9 * DAY)),
                Broken.licenses("L-26", "show an older time", inner -> new ForwardingLicenses(inner) {
                    private final Map<CharSequence, Long> first = new HashMap<>();

                    @Override
                    public PageEnd devices(Cursor cursor, DeviceSink devices) {
                        return super.devices(cursor, (who, id, kind, at) -> {
                            first.putIfAbsent(id, at);
                            devices.device(who, id, kind, first.get(id));
                        });
                    }
                }),
                Broken.licenses("L-27", "Linked apps of people", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
                        return super.linkedApps(cursor, (who, app) -> apps.app("user-1", app));
                    }
                }),
                Broken.licenses("L-28", "without the right to read them", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public PageEnd devices(Cursor cursor, DeviceSink devices) {
                        try {
                            return super.devices(cursor, devices);
                        } catch (PermissionMissingException missing) {
                            return PageEnd.last();
                        }
                    }
                }),
                Broken.licenses("L-29", "whom nobody knows", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public Fact<Long> storedBytes(UserId who) {
                        return Fact.of(super.storedBytes(who).toOptional().orElse(0L));
                    }
                }));
    }

    private static Broken pools(String rule, String reason, UnaryOperator<List<LicensePool>> change) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public List<LicensePool> pools() {
                return change.apply(super.pools());
            }
        });
    }

    private static Broken people(String rule, String reason, UnaryOperator<HolderSink> between) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public Optional<PageEnd> people(Cursor cursor, HolderSink people) {
                return super.people(cursor, between.apply(people));
            }
        });
    }

    private static Broken devices(String rule, String reason, UnaryOperator<DeviceSink> between) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public PageEnd devices(Cursor cursor, DeviceSink devices) {
                return super.devices(cursor, between.apply(devices));
            }
        });
    }
}
