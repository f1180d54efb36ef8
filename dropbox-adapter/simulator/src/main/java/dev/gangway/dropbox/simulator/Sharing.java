package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people share, as far as the audit log tells it: each act writes its event. The folder is shared from the first act on; who may
 * do what with it is not kept. Thread-safe.
 *
 * <p>E-mail addresses match in any case. Whoever isn't on the team is told as a non-member, and makes the event say that a non-member is
 * involved.
 */
public final class Sharing {
    private final World world;

    Sharing(World world) {
        this.world = world;
    }

    /**
     * A member shares a folder, as {@link People#shareFolder} does, and an event tells it.
     *
     * @param email the member's address
     * @param folder the folder's name
     * @return the id by which the folder is shared, always the same for the member and the name
     */
    public String shareFolder(String email, String folder) {
        NamedFolder shared = folder(email, folder);
        record(
                EventType.SHARED_FOLDER_CREATE,
                email,
                shared,
                world.now(),
                List.of(),
                Struct.of().with("target_ns_id", shared.id()));
        return shared.id();
    }

    /**
     * A member gives others access to a folder, now.
     *
     * @param email the member's address
     * @param folder the folder's name
     * @param others their addresses, of members and of people outside
     */
    public void giveAccess(String email, String folder, String... others) {
        giveAccess(email, folder, world.now(), others);
    }

    /**
     * A member gave others access to a folder; the event is readable at once unless events arrive late.
     *
     * @param email the member's address
     * @param folder the folder's name
     * @param at when
     * @param others their addresses, of members and of people outside
     */
    public void giveAccess(String email, String folder, Instant at, String... others) {
        record(
                EventType.SHARED_CONTENT_ADD_MEMBER,
                email,
                folder(email, folder),
                at,
                List.of(others),
                level("shared_content_access_level", "viewer"));
    }

    /**
     * A member changes what others may do in a folder, from looking to editing.
     *
     * @param email the member's address
     * @param folder the folder's name
     * @param others their addresses
     */
    public void letEdit(String email, String folder, String... others) {
        Struct details = level("new_access_level", "editor").with("previous_access_level", Struct.tag("viewer"));
        record(
                EventType.SHARED_CONTENT_CHANGE_MEMBER_ROLE,
                email,
                folder(email, folder),
                world.now(),
                List.of(others),
                details);
    }

    /**
     * A member invites people who have no account yet.
     *
     * @param email the member's address
     * @param folder the folder's name
     * @param others their addresses
     */
    public void invite(String email, String folder, String... others) {
        Struct details = level("shared_content_access_level", "viewer").with("invitees", List.of(others));
        act(
                email,
                member -> new Event(
                                world.now(),
                                EventType.SHARED_CONTENT_ADD_INVITEES,
                                Actor.Person.of(member),
                                Origin.WEB,
                                Optional.of(member),
                                details)
                        .about(folder(email, folder))
                        .withOutsiders());
    }

    /**
     * A member ends the sharing of a folder.
     *
     * @param email the member's address
     * @param folder the folder's name
     */
    public void unshare(String email, String folder) {
        record(EventType.SHARED_CONTENT_UNSHARE, email, folder(email, folder), world.now(), List.of(), Struct.of());
    }

    /**
     * A member makes a link to a folder.
     *
     * @param email the member's address
     * @param folder the folder's name
     */
    public void createLink(String email, String folder) {
        record(
                EventType.SHARED_LINK_CREATE,
                email,
                folder(email, folder),
                world.now(),
                List.of(),
                level("shared_link_access_level", "reader"));
    }

    /**
     * Somebody who doesn't say who it is opens a member's link to a folder.
     *
     * @param email the member's address
     * @param folder the folder's name
     */
    public void openLink(String email, String folder) {
        act(
                email,
                member -> new Event(
                                world.now(),
                                EventType.SHARED_LINK_VIEW,
                                new Actor.Anonymous(),
                                Origin.WEB,
                                Optional.empty(),
                                Struct.of().with("shared_link_owner", Events.userLogInfo(member)))
                        .about(folder(email, folder))
                        .withOutsiders());
    }

    private static Struct level(String field, String level) {
        return Struct.of().with(field, Struct.tag(level));
    }

    private NamedFolder folder(String email, String name) {
        Objects.requireNonNull(name, "folder");
        return world.locked(() -> world.team().sharedFolders().named(world.ids(), name, member(email), world.now()));
    }

    private Member member(String email) {
        return world.team()
                .byEmail(Objects.requireNonNull(email, "email"))
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
    }

    private void record(
            EventType type, String email, NamedFolder folder, Instant at, List<String> others, Struct details) {
        act(email, member -> {
            List<Event.Participant> participants = new ArrayList<>();
            others.forEach(it -> participants.add(world.team()
                    .byEmail(it)
                    .map(Event.Participant::of)
                    .orElseGet(() -> Event.Participant.outside(it))));
            return new Event(at, type, Actor.Person.of(member), Origin.WEB, Optional.of(member), details)
                    .with(participants)
                    .about(folder);
        });
    }

    private void act(String email, Function<Member, Event> act) {
        world.locked(() -> {
            world.log().append(act.apply(member(email)));
            return world;
        });
    }
}
