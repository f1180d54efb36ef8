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
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every set of options of a removal: what the plan says before anything is sent, and what Dropbox says to the request itself. Whatever
 * Dropbox refuses the plan refused for that reason, and whatever the plan allows Dropbox does. A plan may refuse more: what is under
 * legal hold, for one, is nobody's to see off.
 */
class RemovalVerdictsTest {

    /** What a plan refuses and Dropbox would do. */
    private static final List<Reason> STRICTER = List.of(Reason.LEGAL_HOLD, Reason.NOT_ON_TEAM, Reason.ONLY_INVITED);

    private record Verdict(RemovalOptions options, List<Reason> offline, Optional<Reason> online) {
        /** Both sides say no, or both say yes, or the plan alone says no. */
        String words() {
            return online.isPresent()
                    ? "refused by both"
                    : offline.isEmpty() ? "allowed by both" : "refused by the plan";
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePlanAndDropboxSayTheSame(boolean sharingOutside) {
        List<Verdict> verdicts = verdicts(sharingOutside);
        Map<String, Integer> count = new TreeMap<>();
        verdicts.forEach(it -> count.merge(it.words(), 1, Integer::sum));
        System.out.println(sharingOutside + " " + count);

        assertThat(verdicts).allSatisfy(it -> {
            assertThat(it.offline).containsAll(it.online.stream().toList());
            if (it.online.isEmpty()) {
                assertThat(STRICTER).containsAll(it.offline);
            }
        });
    }

    private static List<Verdict> verdicts(boolean sharingOutside) {
        List<RemovalOptions> sets = RemovalOptions.all();
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
                UserId leaver = ids.get(RemovalOptions.email(i));
                DataHandling handling = sets.get(i).handling(leaver, ids::get);
                List<Reason> offline = users.planOffboarding(UserRef.id(leaver), handling).refusals().stream()
                        .map(Refusal::reason)
                        .toList();
                verdicts.add(new Verdict(sets.get(i), offline, online(direct, leaver, handling)));
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

    /** Sent as core sends it: a transfer afterwards is a removal, and then the transfer. */
    private static Optional<Reason> online(UserLifecycle direct, UserId leaver, DataHandling handling) {
        if (handling instanceof TransferAfterwards it) {
            return refusal(direct.remove(leaver, new DataHandling.KeepRecoverable(it.devices())))
                    .or(() -> refusal(direct.transferFiles(
                            leaver,
                            it.recipient().asId().orElseThrow(),
                            it.errorsTo().flatMap(UserRef::asId).orElseThrow())));
        }
        return refusal(direct.remove(leaver, handling));
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
