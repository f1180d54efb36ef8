package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.TransferAfterwards;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every set of options of a removal: what the plan says before anything is sent, and what Dropbox says to the request itself. Whatever
 * Dropbox refuses the plan refused for that reason, and whatever the plan allows Dropbox does. A plan may refuse more: what is under
 * legal hold, for one, is nobody's to see off. With {@code -Dgangway.allRemovals=true} it is really every set; else
 * those are left out in which two people at once are unfit.
 */
class RemovalVerdictsTest {

    private static final int TEAM = 100;

    /** What a plan refuses and Dropbox would do. */
    private static final List<Reason> STRICTER = List.of(Reason.LEGAL_HOLD, Reason.NOT_ON_TEAM, Reason.ONLY_INVITED);

    private record Verdict(RemovalOptions options, List<Reason> offline, Optional<Reason> online) {
        boolean agrees() {
            return online.map(offline::contains)
                    .orElseGet(() -> offline.isEmpty() || offline.stream().anyMatch(STRICTER::contains));
        }

        /** Both sides say no, or both say yes, or the plan alone says no. */
        String words() {
            return online.isPresent()
                    ? "refused by both"
                    : offline.isEmpty() ? "allowed by both" : "refused by the plan";
        }
    }

    @Test
    void thePlanAndDropboxSayTheSame() {
        agree(verdicts(Boolean.getBoolean("gangway.allRemovals") ? RemovalOptions.all() : RemovalOptions.few(), true));
    }

    /** The team's policy bears on accounts that are kept only. */
    @Test
    void thePlanAndDropboxSayTheSameWhereNothingIsSharedOutside() {
        List<RemovalOptions> kept = RemovalOptions.all().stream()
                .filter(it -> it.files().keepAccount())
                .toList();

        agree(verdicts(kept, false));
    }

    private static void agree(List<Verdict> verdicts) {
        assertThat(verdicts).extracting(Verdict::words).contains("allowed by both", "refused by both");
        assertThat(verdicts).filteredOn(it -> !it.agrees()).isEmpty();
    }

    /** In small teams, since who is nobody is looked for in the whole list. */
    private static List<Verdict> verdicts(List<RemovalOptions> sets, boolean sharingOutside) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int from = 0; from < sets.size(); from += TEAM) {
            verdicts.addAll(ofATeam(sets.subList(from, Math.min(from + TEAM, sets.size())), sharingOutside));
        }
        return verdicts;
    }

    private static List<Verdict> ofATeam(List<RemovalOptions> sets, boolean sharingOutside) {
        TestClock clock = new TestClock();
        List<Verdict> verdicts = new ArrayList<>();
        try (DropboxSimulator dropbox = DropboxSimulator.builder()
                        .team(RemovalOptions.team(sets))
                        .jobs(DropboxSimulator.JobStyle.NEVER)
                        .clock(clock)
                        .start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()))
                                .readingLegalHolds())
                        .allowPermanentDeletion()
                        .httpClient(dropbox.httpClient())
                        .time(clock)
                        .build()) {
            dropbox.console().allowSharingOutside(sharingOutside);
            Users users = gangway.connection(gangway.connections()
                            .connect(
                                    DropboxConnector.ID,
                                    "Acme",
                                    Credential.refreshToken(Secret.of(dropbox.refreshToken())))
                            .id())
                    .users();
            UserLifecycle direct = direct(dropbox, clock);
            Map<String, UserId> ids = ids(direct, sets.size());
            for (int i = 0; i < sets.size(); i++) {
                String email = RemovalOptions.email(i);
                UserId leaver = ids.get(email);
                DataHandling handling = sets.get(i).handling(leaver, ids::get);
                if (sets.get(i).held()) {
                    dropbox.console().hold("Case 7", email);
                }
                List<Reason> offline = users.planOffboarding(UserRef.id(leaver), handling).refusals().stream()
                        .map(Refusal::reason)
                        .toList();
                verdicts.add(new Verdict(sets.get(i), offline, online(direct, leaver, handling)));
                if (sets.get(i).held()) {
                    dropbox.console().release("Case 7");
                }
            }
        }
        return verdicts;
    }

    private static UserLifecycle direct(DropboxSimulator dropbox, TestClock clock) {
        return new DropboxUsers(new Calls(DirectTeam.transport(dropbox, clock), Scopes.ALL), false);
    }

    private static Map<String, UserId> ids(UserLifecycle direct, int leavers) {
        List<UserRef> emails = Stream.concat(
                        Stream.of("fit", "plain_member", "limited", "unverified", "suspended", "invited", "gone")
                                .map(it -> it + "@example.com"),
                        IntStream.range(0, leavers).mapToObj(RemovalOptions::email))
                .map(UserRef::email)
                .toList();
        Map<String, UserId> ids = new HashMap<>();
        direct.findAll(emails).stream().map(Optional::orElseThrow).forEach((User it) -> ids.put(it.email(), it.id()));
        return ids;
    }

    /** Sent as core sends it: a transfer afterwards is a removal, and then the transfer; of whom has left already there is none. */
    private static Optional<Reason> online(UserLifecycle direct, UserId leaver, DataHandling handling) {
        if (!(handling instanceof TransferAfterwards it)) {
            return refusal(direct.remove(leaver, handling));
        }
        Outcome<UserId> removed = direct.remove(leaver, new DataHandling.KeepRecoverable(it.devices()));
        return removed instanceof Outcome.Done<UserId> done && done.changed()
                ? refusal(direct.transferFiles(
                        leaver,
                        it.recipient().asId().orElseThrow(),
                        it.errorsTo().flatMap(UserRef::asId).orElseThrow()))
                : refusal(removed);
    }

    private static Optional<Reason> refusal(Outcome<UserId> outcome) {
        return outcome.match(
                done -> Optional.empty(),
                refused -> Optional.of(refused.refusal().reason()),
                unsettled -> {
                    throw new AssertionError(unsettled);
                });
    }
}
