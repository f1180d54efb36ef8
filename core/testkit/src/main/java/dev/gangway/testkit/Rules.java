package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Session;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.result.Refusal;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The words in which the rules are written. */
abstract class Rules {

    static final int MOST_POLLS = 200;

    abstract Subject subject();

    Levers levers() {
        return subject().levers();
    }

    NewUser newUser(String name) {
        return subject().newUser(name);
    }

    Session session() {
        return subject().session();
    }

    UserLifecycle users() {
        return users(session());
    }

    UserLifecycle users(Session session) {
        Optional<UserLifecycle> users = session.users();
        Assumptions.assumeTrue(users.isPresent(), "The connector doesn't offer user lifecycle.");
        return Watched.by(subject().detector(), UserLifecycle.class, users.orElseThrow());
    }

    LicenseData licenses() {
        Optional<LicenseData> licenses = session().licenses();
        Assumptions.assumeTrue(licenses.isPresent(), "The connector doesn't offer license data.");
        return Watched.by(subject().detector(), LicenseData.class, licenses.orElseThrow());
    }

    /** The connecting admin, where the provider tells. */
    UserId admin() {
        Optional<UserId> admin = session().account().adminId().toOptional();
        Assumptions.assumeTrue(admin.isPresent(), "The provider doesn't tell through which account it is connected.");
        return admin.orElseThrow();
    }

    /** Somebody who is on the team and has joined. */
    UserId active(String name) {
        return levers().activePerson(newUser(name));
    }

    /** Somebody who has been invited and has not joined. */
    UserId invited(String name) {
        UserId id = done(users().onboard(newUser(name)));
        Assumptions.assumeTrue(find(id).status() == UserStatus.INVITED, "This provider lets people in at once.");
        return id;
    }

    /** Somebody who has left and can be recovered. */
    UserId recoverable(String name) {
        UserId id = active(name);
        done(users().remove(id, DataHandling.keepRecoverable().keepingDevices()));
        Assumptions.assumeTrue(
                status(id).equals(Optional.of(UserStatus.REMOVED_RECOVERABLE)),
                "This provider doesn't bring leavers back.");
        return id;
    }

    /** People for one request; the rule is skipped where the provider takes fewer at once. */
    List<NewUser> batch(String... names) {
        int most = users().onboardingBatch();
        Assumptions.assumeTrue(
                names.length <= most, "This provider invites " + most + " at a time, and not " + names.length + ".");
        return Stream.of(names).map(this::newUser).toList();
    }

    /** Files go to this person, and the connecting admin hears of errors. */
    DataHandling transferTo(UserId recipient) {
        return new DataHandling.Transfer(UserRef.id(recipient), Optional.of(UserRef.id(admin())), Devices.KEEP);
    }

    User find(UserId id) {
        return users().find(UserRef.id(id)).orElseGet(() -> fail("Nobody is found by the id " + id + "."));
    }

    Optional<UserStatus> status(UserId id) {
        return users().find(UserRef.id(id)).map(User::status);
    }

    List<User> everybody() {
        UserLifecycle users = users();
        return all(users::list);
    }

    /** Reads a listing to its end. */
    <T> List<T> all(Function<Cursor, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        Set<Cursor> visited = new HashSet<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            if (!visited.add(next.get())) {
                return fail("The listing came back to a place where it was before: " + next.get());
            }
            Page<T> page = pages.apply(next.get());
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    /** Reads a listing, page by page, to its end. */
    static PageEnd.Last toTheEnd(Cursor from, Function<Cursor, PageEnd> pages) {
        Set<Cursor> visited = new HashSet<>();
        Cursor cursor = from;
        while (visited.add(cursor)) {
            PageEnd end = pages.apply(cursor);
            if (end instanceof PageEnd.Last last) {
                return last;
            }
            if (!(end instanceof PageEnd.More more)) {
                return fail("A cursor had expired while the listing was read: " + cursor);
            }
            cursor = more.next();
        }
        return fail("The listing came back to a place where it was before: " + cursor);
    }

    /** The outcome, with a background job polled to its end. */
    Outcome<UserId> settled(Outcome<UserId> outcome) {
        Outcome<UserId> now = outcome;
        for (int i = 0; now instanceof Outcome.Unsettled<UserId> unsettled; i++) {
            if (i == MOST_POLLS) {
                return fail("A background job didn't end in " + MOST_POLLS + " polls, a second apart.");
            }
            pause();
            now = users().poll(unsettled.handle());
        }
        return now;
    }

    void pause() {
        try {
            subject().time().sleep(Duration.ofSeconds(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail("The test was interrupted.");
        }
    }

    /** Whom a request that took effect, or whose effect was there already, was about. */
    UserId done(Outcome<UserId> outcome) {
        return settled(outcome)
                .match(
                        Outcome.Done::value,
                        refused -> {
                            skipIfNotSupported(refused.refusal());
                            return fail("Done was expected, and not " + refused.refusal());
                        },
                        unsettled -> fail("Done was expected, and not " + unsettled));
    }

    /** Whom a request that took effect was about. */
    UserId changed(Outcome<UserId> outcome) {
        Outcome<UserId> end = settled(outcome);
        UserId id = done(end);
        assertEquals(Outcome.done(id), end, "A request that changed something says so");
        return id;
    }

    /** A request for what was so already. */
    void alreadyDone(UserId id, Outcome<UserId> outcome) {
        Outcome<UserId> end = settled(outcome);
        done(end);
        assertEquals(Outcome.alreadyDone(id), end, "Asking for what is so already changes nothing and says so");
    }

    /** A request that was refused, for one of these reasons if any are given. */
    void refused(Outcome<UserId> outcome, Refusal.Reason... reasons) {
        Outcome.Refused<?> refused =
                assertInstanceOf(Outcome.Refused.class, settled(outcome), "A refusal was expected");
        skipIfNotSupported(refused.refusal());
        if (reasons.length > 0 && !List.of(reasons).contains(refused.refusal().reason())) {
            fail("A refusal for " + List.of(reasons) + " was expected, and not " + refused.refusal());
        }
    }

    static boolean isNotSupported(Outcome<UserId> outcome) {
        return outcome instanceof Outcome.Refused<UserId> it && it.refusal().reason() == Refusal.Reason.NOT_SUPPORTED;
    }

    static void skipIfNotSupported(Refusal refusal) {
        Assumptions.assumeFalse(
                refusal.reason() == Refusal.Reason.NOT_SUPPORTED, "The connector doesn't do this: " + refusal);
    }

    /** How often the provider was asked to change something by some work. */
    int writesDuring(Runnable work) {
        int before = levers().writes();
        work.run();
        return levers().writes() - before;
    }
}
