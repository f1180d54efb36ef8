package dev.gangway.testkit;

import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How people leave the team in memory and come back, and what becomes of their files and addresses. Not thread-safe, like the team. */
final class Departures {

    private final Team team;
    private final InstantSource time;

    Departures(Team team, InstantSource time) {
        this.team = team;
        this.time = time;
    }

    Change remove(Person person, DataHandling handling) {
        User leaver = person.shown(time.instant());
        if (leaver.status().isRemoved()) {
            return Change.none(person.id());
        }
        if (team.isLastAdmin(person)) {
            return Change.refused(Reason.LAST_ADMIN, "last_admin");
        }
        if (person.legalHold) {
            return Change.refused(Reason.LEGAL_HOLD, "legal_hold");
        }
        boolean joined = leaver.status() != UserStatus.INVITED;
        if (handling instanceof DataHandling.Transfer transfer) {
            return joined ? transfer(person, transfer) : Change.refused(Reason.ONLY_INVITED, "not_joined");
        }
        if (handling instanceof DataHandling.KeepAsPersonalAccount) {
            return joined
                    ? Change.to(person.id(), () -> {
                        person.keptAccount = true;
                        person.leave(UserStatus.REMOVED, Optional.empty());
                    })
                    : Change.refused(Reason.ONLY_INVITED, "not_joined");
        }
        boolean recoverable = joined && handling instanceof DataHandling.KeepRecoverable;
        return Change.to(person.id(), () -> {
            person.wipe(handling.devices());
            if (recoverable) {
                person.leave(
                        UserStatus.REMOVED_RECOVERABLE,
                        Optional.of(time.instant().plus(team.recoveryWindow)));
            } else {
                person.files = 0;
                person.filesGone = true;
                person.leave(UserStatus.REMOVED, Optional.empty());
            }
        });
    }

    private Change transfer(Person person, DataHandling.Transfer transfer) {
        return moving(person, transfer.recipient().asId(), transfer.errorsTo().flatMap(UserRef::asId), () -> {
            person.wipe(transfer.devices());
            person.leave(UserStatus.REMOVED, Optional.empty());
        });
    }

    /** The files go to the recipient, and then comes the rest. */
    private Change moving(Person person, Optional<UserId> to, Optional<UserId> errorsTo, Runnable then) {
        Optional<Person> recipient = to.flatMap(team::person).filter(it -> isAnotherActive(it, person));
        if (recipient.isEmpty()) {
            return Change.refused(Reason.RECIPIENT_UNSUITABLE, "recipient_unsuitable");
        }
        Optional<Person> admin =
                errorsTo.flatMap(team::person).filter(it -> isAnotherActive(it, person) && it.user.isTeamAdmin());
        if (admin.isEmpty()) {
            return Change.refused(Reason.TRANSFER_ADMIN_UNSUITABLE, "transfer_admin_unsuitable");
        }
        return Change.to(person.id(), () -> {
            recipient.get().files += person.files;
            person.files = 0;
            person.filesGone = true;
            then.run();
        });
    }

    private static boolean isAnotherActive(Person candidate, Person leaver) {
        return !candidate.equals(leaver) && candidate.user.status() == UserStatus.ACTIVE;
    }

    Change transferFiles(Person former, UserId recipient, UserId errorsTo) {
        return afterwards(
                former,
                () -> moving(
                        former,
                        Optional.of(recipient),
                        Optional.of(errorsTo),
                        () -> former.leave(UserStatus.REMOVED, Optional.empty())));
    }

    Change deleteFiles(Person former) {
        return afterwards(
                former,
                () -> Change.to(former.id(), () -> {
                    former.files = 0;
                    former.filesGone = true;
                    former.leave(UserStatus.REMOVED, Optional.empty());
                }));
    }

    /** What can be done to files only between a recoverable removal and its end. */
    private Change afterwards(Person former, Supplier<Change> decide) {
        UserStatus status = former.shown(time.instant()).status();
        if (status.isOnTeam()) {
            return Change.refused(Reason.WRONG_STATUS, "not_removed");
        }
        if (status == UserStatus.REMOVED_RECOVERABLE) {
            return decide.get();
        }
        return former.filesGone
                ? Change.none(former.id())
                : Change.refused(Reason.DATA_NOT_TRANSFERABLE, "files_out_of_reach");
    }

    Change addAddress(Person recipient, UserRef.Email address) {
        if (recipient.shown(time.instant()).status() != UserStatus.ACTIVE) {
            return Change.refused(Reason.WRONG_STATUS, "not_active");
        }
        if (address.names(recipient.user) || recipient.furtherAddresses.contains(address)) {
            return Change.none(recipient.id());
        }
        return team.isFree(address)
                ? Change.to(recipient.id(), () -> recipient.furtherAddresses.add(address))
                : Change.refused(Reason.ADDRESS_NOT_FREE, "address_taken");
    }

    /** An address that somebody keeps, on a recoverable or a personal account, is nobody else's. */
    static List<Refusal> objections(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        boolean addressIsKept = handling instanceof DataHandling.KeepAsPersonalAccount
                || (handling instanceof DataHandling.KeepRecoverable && leaver.status() != UserStatus.INVITED);
        return invitationsTo.isPresent() && addressIsKept
                ? List.of(Refusal.of(Reason.ADDRESS_NOT_FREE, Reason.ADDRESS_NOT_FREE.advice()))
                : List.of();
    }

    Change recover(Person person) {
        UserStatus status = person.shown(time.instant()).status();
        if (status.isOnTeam()) {
            return Change.none(person.id());
        }
        if (status != UserStatus.REMOVED_RECOVERABLE) {
            return Change.refused(Reason.NOT_RECOVERABLE, "not_recoverable");
        }
        Optional<String> license = team.freeLicense();
        return license.isEmpty()
                ? Change.refused(Reason.NO_LICENSE_AVAILABLE, "no_license")
                : Change.to(person.id(), () -> {
                    person.activate(time.instant());
                    person.user = person.user.withLicenseType(license.get());
                    if (team.suspensionsOutlastRemovals) {
                        person.suspendedWhenLeaving.ifPresent(person::suspend);
                    }
                });
    }
}
