/**
 * The entry: {@link dev.gangway.Gangway}.
 *
 * <p><b>If you write an application</b>, build one {@link dev.gangway.Gangway} at start-up, connect a customer's team once, by an admin's
 * consent ({@link dev.gangway.connection.Connections}), and work with its {@link dev.gangway.connection.Connection} from then on:
 *
 * <pre>{@code
 * Connection team = gangway.connection(id);
 * Fact<IdlePeople> idle = team.licenses().refresh().idle(Duration.ofDays(60));
 * Stream<String> lines = idle.match(
 *         people -> people.candidates().stream()
 *                 .map(IdlePerson::who)
 *                 .map(it -> it.email() + ": " + it.lastLogin().words()),
 *         why -> Stream.of("Who is idle isn't known: " + why));
 * lines.forEach(System.out::println);
 *
 * UserRef leo = UserRef.email("leo@example.com");
 * DataHandling handling = DataHandling.keepRecoverable().keepingDevices(); // always said, no default
 * OffboardingPlan plan = team.users().planOffboarding(leo, handling); // reads, writes nothing
 * plan.consequences().forEach(System.out::println); // "1 license of type full becomes free.", ...
 * if (plan.refusals().isEmpty()) { // else they say why not: the last admin, a legal hold, ...
 *     Outcome<Receipt> outcome = team.users().execute(plan.confirmedBy("it@example.com"));
 *     String end = outcome.match(
 *             done -> "gone at " + done.value().finishedAt(), // users().undo(receipt) brings Leo back
 *             refused -> "not done: " + refused.refusal(),
 *             unsettled -> "not known yet: " + unsettled.why()); // settle(handle) settles it
 *     System.out.println(end);
 * }
 * }</pre>
 *
 * <p>An operation ends in an {@link dev.gangway.result.Outcome}: done, refused, or unsettled. What isn't known is a
 * {@link dev.gangway.result.Fact} or a {@link dev.gangway.license.LastLogin} that says so and why. Trouble is a
 * {@link dev.gangway.error.GangwayException}. Calls block; all facades are thread-safe. Read on at {@link dev.gangway.user.Users} and
 * {@link dev.gangway.license.Licenses}.
 *
 * <p><b>If you write a connector</b> for another provider, start at {@link dev.gangway.connector.Connector} and read {@code connectors.md},
 * which walks through a complete one.
 */
@NullMarked
package dev.gangway;

import org.jspecify.annotations.NullMarked;
