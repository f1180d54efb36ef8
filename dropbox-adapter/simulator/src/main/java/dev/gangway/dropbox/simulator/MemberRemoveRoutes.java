package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Removal from the team, at once or as a job; the member is on the team until the job completes. Refusals in this order: the user;
 * combinations of arguments that contradict each other; recipient and admin of a transfer; the state of the member.
 */
final class MemberRemoveRoutes {
    private static final String REMOVE = "team/members/remove";
    private static final String DELETE = "members.delete";

    private MemberRemoveRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        REMOVE,
                        DELETE,
                        Shape.struct(
                                required("user", USER),
                                withDefault("wipe_data", FLAG, true),
                                optional("transfer_dest_id", USER),
                                optional("transfer_admin_id", USER),
                                withDefault("keep_account", FLAG, false),
                                withDefault("retain_team_shares", FLAG, false),
                                withDefault("permanently_delete_files", FLAG, false)),
                        MemberRemoveRoutes::remove),
                Route.team("team/members/remove/job_status/get", DELETE, Jobs.POLL, call -> call.poll(REMOVE)));
    }

    private static Object remove(Invocation call) {
        Member member = call.currentMember();
        Removal removal = Removal.of(call.arg());
        removal.checkCombination();
        Optional<FileTransfer> transfer = transfer(call, member, removal);
        checkState(call, member, removal);
        transfer.ifPresent(files -> files.begin(call));
        return call.launch(REMOVE, false, new Departure(call, member, removal, transfer));
    }

    private static Optional<FileTransfer> transfer(Invocation call, Member member, Removal removal) {
        if (removal.transfers()) {
            return Optional.of(FileTransfer.check(call, member));
        }
        if (call.arg().has("transfer_admin_id")) {
            FileTransfer.checkAdmin(call, member);
        }
        return Optional.empty();
    }

    private static void checkState(Invocation call, Member member, Removal removal) {
        Team team = call.team();
        refuseIf(team.isLastAdmin(member), "remove_last_admin");
        refuseIf(team.transfers().isReceiving(member), "member_is_transfer_destination");
        refuseIf(member.files() == Member.Files.BEING_TRANSFERRED, "transfer_in_progress");
        if (removal.keepAccount()) {
            refuseIf(member.is(Member.Status.INVITED), "cannot_keep_invited_user_account");
            refuseIf(team.legalHolds().isHeld(member), "cannot_keep_account_under_legal_hold");
            refuseIf(
                    removal.retainTeamShares() && !Policies.allowSharingOutside(team.policies()),
                    "cannot_retain_shares_when_team_external_sharing_off");
        } else {
            refuseIf(Addresses.isTooLongToBeDisabled(member.email()), "email_address_too_long_to_be_disabled");
        }
    }

    private static void refuseIf(boolean condition, String tag) {
        if (condition) {
            throw new RouteError(tag);
        }
    }

    /** What is to become of the leaver's data. */
    private record Removal(
            boolean wipeData,
            boolean transfers,
            boolean keepAccount,
            boolean retainTeamShares,
            boolean permanentlyDelete) {
        static Removal of(Arg arg) {
            return new Removal(
                    arg.flag("wipe_data"),
                    arg.has("transfer_dest_id"),
                    arg.flag("keep_account"),
                    arg.flag("retain_team_shares"),
                    arg.flag("permanently_delete_files"));
        }

        /** In an order in which each of these errors can be met. */
        void checkCombination() {
            refuseIf(retainTeamShares && wipeData, "cannot_retain_shares_when_data_wiped");
            refuseIf(retainTeamShares && !keepAccount, "cannot_retain_shares_when_no_account_kept");
            refuseIf(keepAccount && transfers, "cannot_keep_account_and_transfer");
            refuseIf(keepAccount && wipeData, "cannot_keep_account_and_delete_data");
            refuseIf(keepAccount && permanentlyDelete, "cannot_keep_account_and_permanently_delete");
            refuseIf(permanentlyDelete && transfers, "cannot_permanently_delete_and_transfer");
        }

        String logged() {
            if (!keepAccount) {
                return "delete";
            }
            return retainTeamShares ? "offboard_and_retain_team_folders" : "offboard";
        }
    }

    /** The removal itself. */
    private record Departure(Invocation call, Member member, Removal removal, Optional<FileTransfer> transfer)
            implements Jobs.Task {
        /** Looks again at what other calls may have changed since the job was started. */
        @Override
        public Struct work() {
            refuseIf(!member.isCurrent(), "user_not_in_team");
            refuseIf(call.team().isLastAdmin(member), "remove_last_admin");
            refuseIf(call.team().transfers().isReceiving(member), "member_is_transfer_destination");
            leave();
            transfer.ifPresent(files -> files.complete(call));
            if (removal.permanentlyDelete) {
                FormerMemberRoutes.delete(call, member);
            }
            return Struct.tag("complete");
        }

        @Override
        public void abandon() {
            transfer.ifPresent(files -> files.abandon(call));
        }

        private void leave() {
            Member.Status previous = member.status();
            call.team().changeStatus(member, Member.Status.REMOVED, call.now());
            call.team().changeRole(member, Optional.empty());
            member.customQuota(OptionalLong.empty());
            member.freeOfSpaceLimit(false);
            member.disconnected(removal.keepAccount);
            MemberEvents.removed(call, member, previous, removal.logged());
            call.endSessions(member, removal.wipeData);
        }
    }
}
