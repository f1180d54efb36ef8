package dev.gangway.license;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.http.Time;
import dev.gangway.license.ReportPart.Kind;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.user.User;
import dev.gangway.user.UserSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One reading of everything that a report needs: its parts at the same time. What may not be read narrows the report, unless it is the totals
 * or the people; any other trouble ends it, and there is no report. To be used once.
 */
final class Refresh {

    private static final String NOT_ASKED = "it was not asked for";

    private final LicenseData provider;
    private final Function<Cursor, Page<User>> users;
    private final ReportRequest request;
    private final Instant now;
    private final SignInReading.Start kept;
    /** Each person's id once, whatever tells of them. */
    private final Interned ids;

    private final Part<List<LicensePool>> totals;
    private final Part<Roster> people;
    private final Part<SignInReading.Read> signIns;
    private final Part<DeviceFold> devices;
    private final Part<LinkedAppFold> linkedApps;
    private final Part<Storage> storage;

    Refresh(
            LicenseData provider,
            Function<Cursor, Page<User>> users,
            LicensesSettings settings,
            ReportRequest request,
            Consumer<RefreshProgress> listener) {
        this.provider = provider;
        this.users = users;
        this.request = request;
        Time time = settings.time();
        this.now = time.instant();
        this.kept = SignInReading.Start.of(new SignInRecords(settings.store(), settings.connectionId()), now);
        this.ids = kept.fold().ids;
        this.totals = new Part<>(Kind.TOTALS, time, listener, this::totals);
        this.people = new Part<>(Kind.PEOPLE, time, listener, this::people);
        this.signIns = new Part<>(
                Kind.SIGN_INS,
                time,
                listener,
                step -> new SignInReading(provider, kept, now, step).read(request.history()));
        this.devices = new Part<>(Kind.DEVICES, time, listener, this::devices);
        this.linkedApps = new Part<>(Kind.LINKED_APPS, time, listener, this::linkedApps);
        this.storage = new Part<>(Kind.STORAGE, time, listener, step -> Storage.read(provider, people.found(), step));
    }

    LicenseReport read() {
        AtOnce.run(Stream.of(
                        Optional.<Runnable>of(totals::read),
                        Optional.<Runnable>of(this::peopleAndStorage),
                        Optional.<Runnable>of(signIns::readOrNarrow),
                        Optional.<Runnable>of(devices::readOrNarrow).filter(it -> request.devices()),
                        Optional.<Runnable>of(linkedApps::readOrNarrow).filter(it -> request.devices()))
                .flatMap(Optional::stream)
                .toList());
        requireSomebody();
        return report();
    }

    private void peopleAndStorage() {
        people.read();
        if (request.storage()) {
            storage.readOrNarrow();
        }
    }

    private List<LicensePool> totals(Step step) {
        List<LicensePool> pools = List.copyOf(provider.pools());
        step.page(pools.size());
        return pools;
    }

    private Roster people(Step step) {
        Paging paging = new Paging(step);
        return paging.whole(() -> new Roster(ids), (cursor, roster) -> {
            HolderSink sink = holder -> {
                paging.told();
                roster.holder(holder);
            };
            return provider.people(cursor, sink).orElseGet(() -> users(cursor, sink));
        });
    }

    private PageEnd users(Cursor cursor, HolderSink sink) {
        Page<User> page = users.apply(cursor);
        page.items().forEach(sink::user);
        return page.next().map(PageEnd::more).orElseGet(PageEnd::last);
    }

    private DeviceFold devices(Step step) {
        Paging paging = new Paging(step);
        DeviceFold all = paging.whole(
                () -> new DeviceFold(ids),
                (cursor, fold) -> provider.devices(cursor, new DeviceSink() {
                    @Override
                    public void device(CharSequence who, CharSequence id, UserSession.Kind kind, long lastUsedAt) {
                        paging.told();
                        fold.device(who, id, kind, lastUsedAt);
                    }

                    @Override
                    public void noDevice(CharSequence who) {
                        paging.told();
                    }
                }));
        all.end();
        return all;
    }

    private LinkedAppFold linkedApps(Step step) {
        Paging paging = new Paging(step);
        return paging.whole(
                () -> new LinkedAppFold(ids),
                (cursor, fold) -> provider.linkedApps(cursor, new LinkedAppSink() {
                    @Override
                    public void app(CharSequence who, CharSequence app) {
                        paging.told();
                        fold.app(who, app);
                    }

                    @Override
                    public void noApp(CharSequence who) {
                        paging.told();
                    }
                }));
    }

    /** Who connected is on the team, so a list of nobody has lost everybody, unless the provider counts nobody either. */
    private void requireSomebody() {
        List<LicensePool> pools = totals.found();
        boolean nobodyCounted =
                !pools.isEmpty() && pools.stream().allMatch(it -> it.assigned().equals(Fact.of(0)));
        if (people.found().size() == 0 && !nobodyCounted) {
            throw new ProviderProtocolException(
                    "The provider's list of people is empty, which can't be: who connected is on the team. Try again later.",
                    Optional.empty());
        }
    }

    private LicenseReport report() {
        Roster roster = people.found();
        Fact<SignInFold.Attributed> attributed =
                signIns.told().map(it -> it.fold().attribute(roster, it.since(), it.until()));
        Fact<DeviceFold> deviceFold = devices.told();
        Fact<LinkedAppFold> appFold = linkedApps.told();
        Fact<Storage> stored = storage.told();
        Rows rows = new Rows(roster.size(), person -> {
            int number = roster.number(person);
            return roster.row(
                    person,
                    attributed.match(it -> it.lastLogin(person), LastLogin.Unknown::new),
                    attributed.match(it -> it.days(person), Fact::unknown),
                    deviceFold.map(it -> it.of(number)),
                    appFold.map(it -> it.of(number)),
                    stored.match(it -> it.of(person), Fact::unknown));
        });
        Fact<SignInHistory> history = signIns.told()
                .match(
                        read -> attributed.map(it -> new SignInHistory(read.since(), read.until(), it.unattributed())),
                        Fact::unknown);
        return new LicenseReport(
                now,
                Stream.of(totals, people, signIns, devices, linkedApps, storage)
                        .map(Part::reported)
                        .toList(),
                ByType.of(totals.found(), roster, now),
                rows,
                history);
    }

    /** A part of the report, read by one thread and looked at when that has ended. */
    private static final class Part<T> {
        private final Step step;
        private final Time time;
        private final Function<Step, T> reading;
        private Fact<T> found = Fact.unknown(NOT_ASKED);
        /** Why this part wasn't read, at length; the figures that lack it say it shortly. */
        private String why = NOT_ASKED;

        private Instant startedAt = Instant.MIN;

        Part(Kind kind, Time time, Consumer<RefreshProgress> listener, Function<Step, T> reading) {
            this.step = new Step(kind, time, listener);
            this.time = time;
            this.reading = reading;
        }

        void read() {
            startedAt = time.instant();
            found = Fact.of(reading.apply(step));
            step.finished();
        }

        void readOrNarrow() {
            try {
                read();
            } catch (PermissionMissingException mayNot) {
                why = String.valueOf(mayNot.getMessage());
                step.finished();
                found = Fact.unknown(
                        mayNot.missing().isEmpty()
                                ? why
                                : "the connection lacks the scope "
                                        + mayNot.missing().stream().sorted().collect(Collectors.joining(", ")));
            } catch (UnsupportedCapabilityException canNot) {
                why = String.valueOf(canNot.getMessage());
                step.finished();
                found = Fact.unknown(why);
            }
        }

        Fact<T> told() {
            return found;
        }

        T found() {
            return found.toOptional().orElseThrow();
        }

        ReportPart reported() {
            return new ReportPart(
                    step.part(), found.match(it -> Fact.of(startedAt), lacking -> Fact.unknown(why)), step.pages());
        }
    }
}
