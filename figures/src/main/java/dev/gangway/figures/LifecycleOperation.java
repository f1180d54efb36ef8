package dev.gangway.figures;

import dev.gangway.dropbox.simulator.AdminRole;
import dev.gangway.dropbox.simulator.Person;
import dev.gangway.user.DataHandling;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.Optional;

/** What is done to three people: to each by a call of its own, with one request for all, or by a bulk plan. */
enum LifecycleOperation {
    SUSPEND("team/members/suspend", "suspend"),
    UNSUSPEND("team/members/unsuspend", "unsuspend"),
    ROLE("team/members/set_admin_permissions_v2", "assign-roles"),
    ONBOARD("team/members/add_v2", "onboard"),
    ONBOARD_BATCH("team/members/add_v2", "onboard"),
    REMOVE("team/members/remove", "remove"),
    REMOVE_TRANSFER("team/members/remove", "remove"),
    TRANSFER_AFTERWARDS("team/members/move_former_member_files", "transfer-files");

    /** Who gets files. */
    static final String RECIPIENT = "rita@example.com";

    private static final Duration AGO = Duration.ofDays(1);

    /** The route that the fault strikes. */
    final String route;
    /** What the journal calls the intent of that request. */
    final String kind;

    LifecycleOperation(String route, String kind) {
        this.route = route;
        this.kind = kind;
    }

    boolean onboards() {
        return this == ONBOARD || this == ONBOARD_BATCH;
    }

    boolean isBulk() {
        return this == REMOVE || this == REMOVE_TRANSFER || this == TRANSFER_AFTERWARDS;
    }

    /** Whether Dropbox may do it as a job. */
    boolean canBeAJob() {
        return onboards() || isBulk();
    }

    Optional<Person> before(String email, boolean admin) {
        if (onboards()) {
            return Optional.empty();
        }
        Person person =
                this == UNSUSPEND ? Person.suspended(email, "Lee", "Ver", AGO) : Person.active(email, "Lee", "Ver");
        return Optional.of(admin ? person.as(AdminRole.TEAM) : person);
    }

    DataHandling handling() {
        return switch (this) {
            case REMOVE_TRANSFER ->
                DataHandling.transferTo(UserRef.email(RECIPIENT)).keepingDevices();
            case TRANSFER_AFTERWARDS ->
                DataHandling.transferAfterwardsTo(UserRef.email(RECIPIENT)).keepingDevices();
            default -> DataHandling.keepRecoverable().keepingDevices();
        };
    }

    /** Whether the team shows that it was done. */
    boolean isDone(Optional<User> now, String roleId) {
        Optional<UserStatus> status = now.map(User::status);
        return switch (this) {
            case SUSPEND -> status.equals(Optional.of(UserStatus.SUSPENDED));
            case UNSUSPEND -> status.equals(Optional.of(UserStatus.ACTIVE));
            case ROLE ->
                now.filter(it -> it.roles().stream().anyMatch(role -> role.id().equals(roleId)))
                        .isPresent();
            case ONBOARD, ONBOARD_BATCH -> status.equals(Optional.of(UserStatus.INVITED));
            case REMOVE -> status.equals(Optional.of(UserStatus.REMOVED_RECOVERABLE));
            case REMOVE_TRANSFER, TRANSFER_AFTERWARDS -> status.equals(Optional.of(UserStatus.REMOVED));
        };
    }

    /** Whether the person left, though what was to happen to the files did not. */
    boolean isPartlyDone(Optional<User> now) {
        return this == TRANSFER_AFTERWARDS
                && now.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                        .isPresent();
    }
}
