package dev.gangway.figures;

import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.user.BulkOffboardings;
import dev.gangway.user.BulkReport;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Of every removal Dropbox does the work, and the answer is lost. */
final class LostRemovals {

    private static final int PEOPLE = 1_000;
    private static final String ROUTE = "team/members/remove";
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();

    private LostRemovals() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Table.end(measured(PEOPLE).print());
    }

    static Table measured(int people) {
        TeamSetup team =
                TeamSetup.empty().withLicenses(people + 10).with(Person.active("stays@example.com", "St", "Ays"));
        for (int i = 0; i < people; i++) {
            team = team.with(Person.active(email(i), "Lee", "Ver"));
        }
        try (Company company = new Company(team, DropboxSimulator.JobStyle.NEVER)) {
            Users users = company.node();
            BulkOffboardings bulk = users.bulkOffboardings();
            List<UserRef> leavers = IntStream.range(0, people)
                    .mapToObj(i -> UserRef.email(email(i)))
                    .toList();
            var plan = bulk.plan(leavers, it -> OffboardingRequest.of(UserRef.id(it.id()), KEEP))
                    .confirmedBy(Company.ACTOR)
                    .releasingBrake(Company.ACTOR, "the figure counts them");
            company.dropbox.inject(Fault.at(ROUTE).everyCall().loseAnswer());

            BulkReport report = bulk.execute(plan);

            List<Call> removals = company.dropbox.calls(ROUTE);
            int refused = report.refused();
            bulk.execute(plan);
            long again = (long) company.dropbox.calls(ROUTE).size() - removals.size();
            try (Stream<User> staying = users.stream()) {
                return new Table(people + " removals of which the answer is lost")
                        .exactly("people who were removed, as the report says", people, report.done())
                        .exactly("people who are gone, as the team says", people, gone(users, leavers))
                        .exactly("removals sent", people, removals.size())
                        .exactly("people of whom more than one was sent", 0, twice(removals))
                        .exactly(
                                "reported as failed, or not settled",
                                0,
                                refused + report.unsettled() + report.notAttempted())
                        .exactly("sent when the same plan was executed again", 0, again)
                        .exactly("people who stay", 2, staying.count());
            }
        }
    }

    private static String email(int number) {
        return "leaver" + number + "@example.com";
    }

    private static long gone(Users users, List<UserRef> leavers) {
        return leavers.stream()
                .flatMap(it -> users.find(it).stream())
                .filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                .count();
    }

    private static long twice(List<Call> removals) {
        return removals.stream().collect(Collectors.groupingBy(Call::argument, Collectors.counting())).values().stream()
                .filter(it -> it > 1)
                .count();
    }
}
