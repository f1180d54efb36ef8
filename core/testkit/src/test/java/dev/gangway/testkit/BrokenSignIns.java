package dev.gangway.testkit;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.http.Time;
import dev.gangway.license.LicenseData;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import dev.gangway.testkit.ForwardingConnector.ForwardingLicenses;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** For each rule about sign-ins, a connector that violates it. */
final class BrokenSignIns {

    private static final String GIVEN = "-from-";

    private BrokenSignIns() {}

    static List<Broken> all() {
        return List.of(
                tells(
                        "L-05",
                        "When it was",
                        signIns -> (who, address, at, source) -> signIns.signIn(who, address, at + 3600, source)),
                asks("L-06", "Sign-ins from before", range -> new SignInRange(Instant.EPOCH, range.to())),
                Broken.licenses("L-07", "over several pages", inner -> new ForwardingLicenses(inner) {
                    /** Of each page but the first, tells one sign-in. */
                    @Override
                    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                        AtomicLong told = new AtomicLong();
                        return super.signIns(range, cursor, (who, address, at, source) -> {
                            if (told.getAndIncrement() == 0 || cursor.isStart()) {
                                signIns.signIn(who, address, at, source);
                            }
                        });
                    }
                }),
                Broken.licenses("L-08", "without the right to read them", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                        try {
                            return super.signIns(range, cursor, signIns);
                        } catch (PermissionMissingException missing) {
                            return PageEnd.last();
                        }
                    }
                }),
                Broken.session("L-10", "as old as the lag", (session, context) -> new ForwardingSession(session) {
                    @Override
                    public Optional<LicenseData> licenses() {
                        return super.licenses().map(it -> forgetful(it, context.time()));
                    }
                }),
                tells(
                        "L-11",
                        "of who signed in",
                        signIns -> (who, address, at, source) -> signIns.signIn("", address, at, source)),
                asks("L-12", "before the end of the range", range -> SignInRange.since(range.from())),
                Broken.licenses("L-13", "two ranges that meet", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                        return super.signIns(range, cursor, (who, address, at, source) -> {
                            if (at > range.from().getEpochSecond()) {
                                signIns.signIn(who, address, at, source);
                            }
                        });
                    }
                }),
                Broken.licenses("L-14", "At least one reads the log", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public int signInReaders() {
                        return 0;
                    }
                }),
                goesOn("L-15", "A new sign-in", (at, newest) -> at <= newest),
                goesOn("L-16", "that was late", (at, newest) -> at >= newest),
                expires(
                        "L-17",
                        "whose cursor has expired",
                        cursor -> cursor.value().contains(GIVEN)),
                expires(
                        "L-18",
                        "that was never given",
                        cursor -> !cursor.value().contains(GIVEN)),
                Broken.session("L-19", "A cursor had expired", (session, context) -> {
                    Set<Cursor> own = new HashSet<>();
                    return new ForwardingSession(session) {
                        @Override
                        public Optional<LicenseData> licenses() {
                            return super.licenses().map(it -> onOneNode(it, own));
                        }
                    };
                }),
                Broken.licenses("L-20", "with another one read in between", inner -> new ForwardingLicenses(inner) {
                    private SignInRange started = SignInRange.since(Instant.EPOCH);

                    @Override
                    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                        if (cursor.isStart()) {
                            started = range;
                        }
                        return super.signIns(started, cursor, signIns);
                    }
                }),
                tells(
                        "L-21",
                        "without words or actor",
                        signIns -> (who, address, at, source) ->
                                signIns.signIn(who, address, at, new SignInSource("", source.actor()))));
    }

    /** Tells sign-ins only as long as they are younger than the lag. */
    private static LicenseData forgetful(LicenseData inner, Time time) {
        return new ForwardingLicenses(inner) {
            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                long gone = time.instant().minus(signInLag()).getEpochSecond();
                return super.signIns(range, cursor, (who, address, at, source) -> {
                    if (at > gone || !cursor.isStart()) {
                        signIns.signIn(who, address, at, source);
                    }
                });
            }

            @Override
            public Duration signInLag() {
                return Duration.ofHours(1);
            }
        };
    }

    /** Takes no cursor of another session. */
    private static LicenseData onOneNode(LicenseData inner, Set<Cursor> own) {
        return new ForwardingLicenses(inner) {
            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                if (!cursor.isStart() && !own.contains(cursor)) {
                    return new PageEnd.Expired();
                }
                PageEnd end = super.signIns(range, cursor, signIns);
                if (end instanceof PageEnd.More more) {
                    own.add(more.next());
                }
                if (end instanceof PageEnd.Last last) {
                    last.later().ifPresent(own::add);
                }
                return end;
            }
        };
    }

    private static Broken tells(String rule, String reason, UnaryOperator<SignInSink> between) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                return super.signIns(range, cursor, between.apply(signIns));
            }
        });
    }

    private static Broken asks(String rule, String reason, UnaryOperator<SignInRange> change) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                return super.signIns(change.apply(range), cursor, signIns);
            }
        });
    }

    /** Of what comes after the last cursor, tells only what stands as wanted to the newest that came before. */
    private static Broken goesOn(String rule, String reason, BiFunction<Long, Long, Boolean> told) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            private final Set<Cursor> last = new HashSet<>();
            private final AtomicLong newest = new AtomicLong();

            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                long before = newest.get();
                boolean later = last.contains(cursor);
                PageEnd end = super.signIns(range, cursor, (who, address, at, source) -> {
                    newest.accumulateAndGet(at, Math::max);
                    if (!later || told.apply(at, before)) {
                        signIns.signIn(who, address, at, source);
                    }
                });
                if (end instanceof PageEnd.Last it) {
                    it.later().ifPresent(last::add);
                }
                return end;
            }
        });
    }

    /** Takes the expiry of such cursors for the end. */
    private static Broken expires(String rule, String reason, Predicate<Cursor> which) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
                PageEnd end = super.signIns(range, cursor, signIns);
                return end instanceof PageEnd.Expired && which.test(cursor) ? PageEnd.last() : end;
            }
        });
    }
}
