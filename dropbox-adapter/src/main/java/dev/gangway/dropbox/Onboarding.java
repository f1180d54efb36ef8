package dev.gangway.dropbox;

import com.dropbox.core.v2.team.MemberAddV2Arg;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.MembersAddJobStatusV2Result;
import com.dropbox.core.v2.team.MembersAddLaunchV2Result;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invites people, several with one request. Each answer is told from the others by the address that it names: their order isn't
 * specified. Thread-safe.
 */
final class Onboarding {

    /** Specified, in prose. */
    static final int BATCH = 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(Onboarding.class);

    private final Calls calls;
    private final Directory directory;

    Onboarding(Calls calls, Directory directory) {
        this.calls = calls;
        this.directory = directory;
    }

    List<Outcome<UserId>> invite(List<NewUser> people) {
        if (people.isEmpty() || people.size() > BATCH) {
            throw new IllegalArgumentException("Dropbox invites 1 to " + BATCH + " people at once.");
        }
        List<Optional<Refusal>> problems = people.stream().map(Inputs::problem).toList();
        List<NewUser> sent = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (problems.get(i).isEmpty()) {
                sent.add(people.get(i));
            }
        }
        List<Outcome<UserId>> told = new ArrayList<>(sent.isEmpty() ? List.of() : send(sent));
        return problems.stream()
                .map(problem ->
                        problem.<Outcome<UserId>>map(Outcome.Refused::new).orElseGet(() -> told.remove(0)))
                .toList();
    }

    private List<Outcome<UserId>> send(List<NewUser> people) {
        List<String> addresses = people.stream().map(it -> it.email().address()).toList();
        MembersAddLaunchV2Result answer;
        try {
            answer = calls.ask(dropbox -> dropbox.team()
                    .membersAddV2(people.stream().map(Onboarding::argument).toList(), false));
        } catch (RouteError error) {
            return addresses.stream()
                    .map(it -> Refusals.<UserId>refused(error.code()))
                    .toList();
        }
        if (answer.isAsyncJobId()) {
            return atWork(answer.getAsyncJobIdValue(), addresses);
        }
        if (!answer.isComplete()) {
            throw Lost.answer("Dropbox gave an answer that isn't known here");
        }
        warnOfStrangers(answer.getCompleteValue(), addresses);
        return Lost.unlessAll(outcomes(answer.getCompleteValue(), addresses));
    }

    private static void warnOfStrangers(List<MemberAddV2Result> items, List<String> addresses) {
        Set<String> strangers = new HashSet<>(byAddress(items).keySet());
        addresses.forEach(it -> strangers.remove(key(it)));
        if (!strangers.isEmpty()) {
            LOGGER.warn(
                    "team/members/add_v2: Dropbox told of {} people who were not asked for; what it said is ignored",
                    strangers.size());
        }
    }

    private static List<Outcome<UserId>> atWork(String job, List<String> addresses) {
        return addresses.stream()
                .map(it -> new Job(Job.Kind.ADD, it, job).<UserId>unsettled(Lost.AT_WORK))
                .toList();
    }

    /** How a job stands for some of the people whom it invites. */
    List<Outcome<UserId>> poll(String job, List<String> addresses) {
        MembersAddJobStatusV2Result status;
        try {
            status = calls.ask(dropbox -> dropbox.team().membersAddJobStatusGetV2(job));
        } catch (RouteError error) {
            return addresses.stream().map(it -> Lost.person(it, error.code())).toList();
        }
        return switch (status.tag()) {
            case IN_PROGRESS -> atWork(job, addresses);
            case COMPLETE -> outcomes(status.getCompleteValue(), addresses);
            case FAILED, OTHER ->
                addresses.stream().map(it -> Lost.person(it, "its job failed")).toList();
        };
    }

    private static MemberAddV2Arg argument(NewUser newUser) {
        MemberAddV2Arg.Builder argument =
                MemberAddV2Arg.newBuilder(newUser.email().address());
        argument.withSendWelcomeEmail(newUser.invitationMail());
        if (!newUser.givenName().isEmpty()) {
            argument.withMemberGivenName(newUser.givenName());
        }
        if (!newUser.surname().isEmpty()) {
            argument.withMemberSurname(newUser.surname());
        }
        newUser.externalId().ifPresent(argument::withMemberExternalId);
        newUser.roleId().ifPresent(role -> argument.withRoleIds(List.of(role)));
        return argument.build();
    }

    /** What the items say of these people, in this order. If one is told of twice, the first counts. */
    private List<Outcome<UserId>> outcomes(List<MemberAddV2Result> items, List<String> addresses) {
        Map<String, MemberAddV2Result> told = byAddress(items);
        Map<String, Outcome<UserId>> aboard = alreadyOnTeam(addresses.stream()
                .filter(it -> Optional.ofNullable(told.get(key(it)))
                        .filter(MemberAddV2Result::isUserAlreadyOnTeam)
                        .isPresent())
                .toList());
        return addresses.stream()
                .map(it -> Optional.ofNullable(aboard.get(it))
                        .or(() -> Optional.ofNullable(told.get(key(it))).map(Onboarding::outcome))
                        .orElseGet(() -> Lost.person(it, "not named in the answer")))
                .toList();
    }

    private static Map<String, MemberAddV2Result> byAddress(List<MemberAddV2Result> items) {
        Map<String, MemberAddV2Result> told = new HashMap<>();
        items.forEach(item -> address(item).ifPresent(it -> told.putIfAbsent(key(it), item)));
        return told;
    }

    private static Outcome<UserId> outcome(MemberAddV2Result item) {
        return item.isSuccess()
                ? Outcome.done(new UserId(item.getSuccessValue().getProfile().getTeamMemberId()))
                : Refusals.refused(item.tag().name().toLowerCase(Locale.ROOT));
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Whom an item is about; empty if it says something that isn't known here. */
    private static Optional<String> address(MemberAddV2Result item) {
        return switch (item.tag()) {
            case SUCCESS -> Optional.of(item.getSuccessValue().getProfile().getEmail());
            case TEAM_LICENSE_LIMIT -> Optional.of(item.getTeamLicenseLimitValue());
            case FREE_TEAM_MEMBER_LIMIT_REACHED -> Optional.of(item.getFreeTeamMemberLimitReachedValue());
            case USER_ALREADY_ON_TEAM -> Optional.of(item.getUserAlreadyOnTeamValue());
            case USER_ON_ANOTHER_TEAM -> Optional.of(item.getUserOnAnotherTeamValue());
            case USER_ALREADY_PAIRED -> Optional.of(item.getUserAlreadyPairedValue());
            case USER_MIGRATION_FAILED -> Optional.of(item.getUserMigrationFailedValue());
            case DUPLICATE_EXTERNAL_MEMBER_ID -> Optional.of(item.getDuplicateExternalMemberIdValue());
            case DUPLICATE_MEMBER_PERSISTENT_ID -> Optional.of(item.getDuplicateMemberPersistentIdValue());
            case PERSISTENT_ID_DISABLED -> Optional.of(item.getPersistentIdDisabledValue());
            case USER_CREATION_FAILED -> Optional.of(item.getUserCreationFailedValue());
            case OTHER -> Optional.empty();
        };
    }

    /** Dropbox says so of people on the team, of invited ones and of leavers who can be recovered (specified); so it has to be looked. */
    private Map<String, Outcome<UserId>> alreadyOnTeam(List<String> addresses) {
        Map<String, Outcome<UserId>> outcomes = new HashMap<>();
        try {
            List<UserRef.Email> refs =
                    addresses.stream().map(UserRef.Email::new).toList();
            List<Optional<User>> found = directory.findAll(refs);
            List<UserRef.Email> left = new ArrayList<>();
            for (int i = 0; i < refs.size(); i++) {
                Optional<User> there = found.get(i).filter(it -> it.status().isOnTeam());
                if (there.isPresent()) {
                    outcomes.put(
                            addresses.get(i), Outcome.alreadyDone(there.get().id()));
                } else {
                    left.add(refs.get(i));
                }
            }
            Map<UserRef.Email, User> leavers = directory.leavers(left);
            left.forEach(it -> outcomes.put(it.address(), recoverable(Optional.ofNullable(leavers.get(it)))));
        } catch (PermissionMissingException mayNotLook) {
            addresses.forEach(it -> outcomes.put(it, Refusals.refused("user_already_on_team")));
        }
        return outcomes;
    }

    private static Outcome<UserId> recoverable(Optional<User> leaver) {
        String who = leaver.map(it -> "Recover " + it.id() + " instead of inviting.")
                .orElse(
                        "Nobody on the team has the address, so it must be somebody who has left: recover that person, or "
                                + "wait until the recovery window is over.");
        return new Outcome.Refused<>(new Refusal(
                Reason.RECOVERABLE_LEAVER,
                "The address belongs to somebody who left the team and can still be recovered. " + who,
                Optional.of("user_already_on_team")));
    }
}
