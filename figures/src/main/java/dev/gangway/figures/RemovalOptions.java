package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.TransferAfterwards;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every set of options of a removal: what the plan says before anything is sent, and what Dropbox says to the request itself. Whatever
 * Dropbox refuses the plan refused for that reason, and whatever the plan allows Dropbox does. A plan may refuse more: what is under
 * legal hold, for one, is nobody's to see off.
 */
final class RemovalOptions {

    private static final int TEAM = 100;

    /** What a plan refuses and Dropbox would do. */
    private static final List<Reason> STRICTER = List.of(Reason.LEGAL_HOLD, Reason.NOT_ON_TEAM, Reason.ONLY_INVITED);

    private RemovalOptions() {}

    private record Verdict(RemovalSet options, List<Reason> offline, Optional<Reason> online) {
        boolean agrees() {
            return online.map(offline::contains)
                    .orElseGet(() -> offline.isEmpty() || offline.stream().anyMatch(STRICTER::contains));
        }
    }

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Table.end(measured(RemovalSet.all()).print());
    }

    /** The sets, and once more those on which the team's policy of sharing bears, where it forbids that. */
    static Table measured(List<RemovalSet> sets) {
        List<Verdict> verdicts = new ArrayList<>(verdicts(sets, true));
        verdicts.addAll(verdicts(
                RemovalSet.all().stream().filter(it -> it.files().keepAccount()).toList(), false));
        List<Verdict> disagreeing = verdicts.stream().filter(it -> !it.agrees()).toList();
        long refused = verdicts.stream().filter(it -> it.online().isPresent()).count();
        long allowed = verdicts.stream()
                .filter(it -> it.online().isEmpty() && it.offline().isEmpty())
                .count();
        return new Table("Sets of options of a removal: what the plan says, and what Dropbox says")
                .exactly("sets on which they disagree", 0, disagreeing.size())
                .holds("some are allowed, and some refused", allowed > 0 && refused > 0)
                .told("sets", verdicts.size())
                .told("refused by both, for the same reason", refused)
                .told("allowed by both", allowed)
                .told("refused by the plan alone: held, gone, not joined", verdicts.size() - refused - allowed)
                .words(disagreeing.stream().limit(20).map(Verdict::toString).toList());
    }

    /** In small teams, since who is nobody is looked for in the whole list. */
    private static List<Verdict> verdicts(List<RemovalSet> sets, boolean sharingOutside) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int from = 0; from < sets.size(); from += TEAM) {
            verdicts.addAll(ofATeam(sets.subList(from, Math.min(from + TEAM, sets.size())), sharingOutside));
        }
        return verdicts;
    }

    private static List<Verdict> ofATeam(List<RemovalSet> sets, boolean sharingOutside) {
        TestClock clock = new TestClock();
        AtomicReference<UserLifecycle> direct = new AtomicReference<>();
        List<Verdict> verdicts = new ArrayList<>();
        try (DropboxSimulator dropbox = DropboxSimulator.builder()
                        .team(RemovalSet.team(sets))
                        .jobs(DropboxSimulator.JobStyle.NEVER)
                        .clock(clock)
                        .withoutSockets()
                        .start();
                Gangway gangway = Gangway.builder()
                        .connector(Between.listening(
                                DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()))
                                        .readingLegalHolds(),
                                direct::set))
                        .allowPermanentDeletion()
                        .httpClient(dropbox.clientWithoutSockets())
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
            Map<String, UserId> ids = ids(users, sets.size());
            for (int i = 0; i < sets.size(); i++) {
                String email = RemovalSet.email(i);
                UserId leaver = Objects.requireNonNull(ids.get(email));
                DataHandling handling = sets.get(i).handling(leaver, ids::get);
                if (sets.get(i).held()) {
                    dropbox.console().hold("Case 7", email);
                }
                List<Reason> offline = users.planOffboarding(UserRef.id(leaver), handling).refusals().stream()
                        .map(Refusal::reason)
                        .toList();
                verdicts.add(new Verdict(
                        sets.get(i), offline, online(Objects.requireNonNull(direct.get()), leaver, handling)));
                if (sets.get(i).held()) {
                    dropbox.console().release("Case 7");
                }
            }
        }
        return verdicts;
    }

    private static Map<String, UserId> ids(Users users, int leavers) {
        Map<String, UserId> ids = new HashMap<>();
        Stream.concat(
                        Stream.of("fit", "plain_member", "limited", "unverified", "suspended", "invited", "gone")
                                .map(it -> it + "@example.com"),
                        IntStream.range(0, leavers).mapToObj(RemovalSet::email))
                .forEach(it ->
                        ids.put(it, users.find(UserRef.email(it)).orElseThrow().id()));
        return ids;
    }

    /** Sent as core sends it: a transfer afterwards is a removal, and then the transfer; who has left already isn't removed. */
    private static Optional<Reason> online(UserLifecycle direct, UserId leaver, DataHandling handling) {
        if (handling instanceof TransferAfterwards it) {
            return removal(direct.remove(leaver, new DataHandling.KeepRecoverable(it.devices())))
                    .or(() -> refusal(direct.transferFiles(
                            leaver,
                            it.recipient().asId().orElseThrow(),
                            it.errorsTo().flatMap(UserRef::asId).orElseThrow())));
        }
        return removal(direct.remove(leaver, handling));
    }

    private static Optional<Reason> removal(Outcome<UserId> outcome) {
        return outcome instanceof Outcome.Done<UserId> done && !done.changed()
                ? Optional.of(Reason.NOT_ON_TEAM)
                : refusal(outcome);
    }

    private static Optional<Reason> refusal(Outcome<UserId> outcome) {
        return outcome.match(
                done -> Optional.empty(),
                refused -> Optional.of(refused.refusal().reason()),
                unsettled -> {
                    throw new IllegalStateException(unsettled.toString());
                });
    }
}
