package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.required;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The files of removed members, which are there for as long as the team's version history reaches back: 180 days for most teams
 * [specified]. A converted account's files are its own.
 */
final class FormerMemberRoutes {
    private static final String MOVE = "team/members/move_former_member_files";
    private static final String WRITE = "members.write";
    private static final Duration HISTORY = Duration.ofDays(180);

    private FormerMemberRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        MOVE,
                        WRITE,
                        Shape.struct(
                                required("user", USER),
                                required("transfer_dest_id", USER),
                                required("transfer_admin_id", USER)),
                        FormerMemberRoutes::move),
                Route.team(MOVE + "/job_status/check", WRITE, Jobs.POLL, call -> call.poll(MOVE)),
                Route.team(
                        "team/members/delete_former_member_files",
                        WRITE,
                        Shape.struct(required("user", USER)),
                        FormerMemberRoutes::deleteFiles));
    }

    /** Deletes a removed member's files for good. */
    static void delete(Invocation call, Member member) {
        member.stored().clear();
        member.files(Member.Files.DELETED);
        call.record(EventType.MEMBER_PERMANENTLY_DELETE_ACCOUNT_CONTENTS, member, Struct.of());
    }

    /** Refusals in this order: the user; the state of the files; recipient and admin. */
    private static Object move(Invocation call) {
        Member member = removedMember(call);
        switch (member.files()) {
            case BEING_TRANSFERRED -> throw new RouteError("user_data_is_being_transferred");
            case TRANSFERRED -> throw new RouteError("user_data_already_transferred");
            case DELETED -> throw new RouteError("already_transferred_or_deleted");
            case KEPT -> {
                if (!hasFiles(member, call.now())) {
                    throw new RouteError("user_data_cannot_be_transferred");
                }
            }
        }
        FileTransfer transfer = FileTransfer.check(call, member);
        transfer.begin(call);
        return call.launch(MOVE, false, new Jobs.Task() {
            @Override
            public Struct work() {
                transfer.complete(call);
                return Struct.tag("complete");
            }

            @Override
            public void abandon() {
                transfer.abandon(call);
            }
        });
    }

    private static Object deleteFiles(Invocation call) {
        Member member = removedMember(call);
        if (member.isDisconnected()) {
            throw new RouteError("user_not_in_team");
        }
        switch (member.files()) {
            case BEING_TRANSFERRED -> throw new RouteError("transfer_in_progress");
            case TRANSFERRED -> throw new RouteError("already_transferred");
            case DELETED -> throw new RouteError("already_transferred_or_deleted");
            case KEPT -> delete(call, member);
        }
        return Json.NULL;
    }

    private static Member removedMember(Invocation call) {
        Member member = call.anyMember();
        if (member.isCurrent()) {
            throw new RouteError("user_not_removed");
        }
        return member;
    }

    private static boolean hasFiles(Member member, Instant now) {
        return !member.isDisconnected()
                && member.removedOn()
                        .filter(removed -> now.isBefore(removed.plus(HISTORY)))
                        .isPresent();
    }
}
