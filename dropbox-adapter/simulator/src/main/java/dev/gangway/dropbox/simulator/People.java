package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What people do, as opposed to programs: members with their invitations and browsers, admins in the console, the customer with its
 * order. Each act changes the team as it would in reality and writes the events for it. Thread-safe.
 *
 * <p>E-mail addresses match in any case; an address that no member has is an {@link IllegalArgumentException}, an act that the
 * member's status doesn't allow an {@link IllegalStateException}.
 */
public final class People {
    private static final Struct BY_PASSWORD = Struct.of().with("login_method", Struct.tag("password"));

    private final World world;

    People(World world) {
        this.world = world;
    }

    /**
     * An invited person joins the team.
     *
     * @param email the person's address
     */
    public void accept(String email) {
        act(() -> {
            Member member = member(email);
            require(member.is(Member.Status.INVITED), "only an invited person can accept, not " + member);
            world.team().changeStatus(member, Member.Status.ACTIVE, world.now());
            member.emailVerified(true);
            world.record(
                    EventType.MEMBER_CHANGE_STATUS,
                    Actor.Person.of(member),
                    Origin.WEB,
                    Optional.of(member),
                    Struct.of().with("previous_value", Struct.tag("invited")).with("new_value", Struct.tag("active")));
            return member;
        });
    }

    /**
     * A member follows the link in the mail that was sent to a new secondary address: it is verified and the member's alone.
     *
     * @param secondaryEmail the pending address
     */
    public void verify(String secondaryEmail) {
        Objects.requireNonNull(secondaryEmail, "secondaryEmail");
        act(() -> {
            require(
                    world.team().holderOfEmail(secondaryEmail, world.now()).isEmpty(),
                    "somebody has this address already: " + secondaryEmail);
            Member member = world.team().members().stream()
                    .filter(found -> found.isCurrent()
                            && found.secondaryEmail(secondaryEmail).isPresent())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nobody waits for the address " + secondaryEmail));
            world.team()
                    .addSecondaryEmail(
                            member, member.secondaryEmail(secondaryEmail).orElseThrow(), true);
            world.record(
                    EventType.SECONDARY_EMAIL_VERIFIED,
                    Actor.Person.of(member),
                    Origin.WEB,
                    Optional.of(member),
                    Struct.of().with("secondary_email", secondaryEmail));
            return member;
        });
    }

    /**
     * An active member signs in with a password, now; the browser then has a session of 30 days.
     *
     * @param email the member's address
     */
    public void signIn(String email) {
        signIn(email, world.now());
    }

    /**
     * An active member signed in with a password at some time; the browser then has a session of 30 days, and the event is readable
     * at once unless events arrive late.
     *
     * @param email the member's address
     * @param at when
     */
    public void signIn(String email, Instant at) {
        Objects.requireNonNull(at, "at");
        act(() -> {
            Member member = member(email);
            require(member.is(Member.Status.ACTIVE), "only an active member can sign in, not " + member);
            world.log()
                    .append(new Event(
                            at,
                            EventType.LOGIN_SUCCESS,
                            Actor.Person.of(member),
                            Origin.WEB,
                            Optional.of(member),
                            BY_PASSWORD));
            member.open(Device.browser("Firefox", "Linux").session(world.ids(), at, at));
            return member;
        });
    }

    /**
     * An active member signs in on a computer or phone, where files are synced from then on.
     *
     * @param email the member's address
     * @param device the computer or phone, in use now; a browser is signed in by {@link #signIn(String)}
     * @throws IllegalArgumentException for a browser
     */
    public void linkDevice(String email, Device device) {
        if (device.isBrowser()) {
            throw new IllegalArgumentException("a browser is not linked; let the member sign in by signIn(email)");
        }
        act(() -> {
            Member member = member(email);
            require(member.is(Member.Status.ACTIVE), "only an active member can link a device, not " + member);
            Session session = device.session(world.ids(), world.now(), world.now());
            member.open(session);
            world.record(
                    EventType.DEVICE_LINK_SUCCESS,
                    Actor.Person.of(member),
                    Origin.of(session),
                    Optional.of(member),
                    session.linked());
            return member;
        });
    }

    /**
     * An active member adds a file to the own folder. Writes an event if the team has file events.
     *
     * @param email the member's address
     * @param path where, from the root of the folder, e.g. {@code /Reports/May.pdf}
     * @param size how many bytes it takes
     * @throws IllegalArgumentException for a path without a leading slash or a name
     */
    public void addFile(String email, String path, long size) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("a file's path is like /Reports/May.pdf, not " + path);
        }
        act(() -> {
            Member member = member(email);
            require(member.is(Member.Status.ACTIVE), "only an active member can add a file, not " + member);
            StoredFile file = world.team().store(member, path, size, world.now());
            if (Boolean.TRUE.equals(world.team().feature("has_team_file_events"))) {
                world.log()
                        .append(new Event(
                                        world.now(),
                                        EventType.FILE_ADD,
                                        Actor.Person.of(member),
                                        Origin.WEB,
                                        Optional.of(member),
                                        Struct.of())
                                .about(file));
            }
            return file;
        });
    }

    /**
     * A member shares a file or folder by a link that everybody can open who has it. No event is written.
     *
     * @param email the member's address
     * @param path what the link leads to, such as {@code /Reports}
     * @return the link
     * @throws IllegalStateException if the member has nothing there
     */
    public String shareLink(String email, String path) {
        return world.locked(() -> {
            Member member = member(email);
            require(FileTree.of(member).has(path), "there is nothing to share at " + path);
            String url = "https://www.dropbox.com/scl/fi/" + world.ids().hex() + "?dl=0";
            member.links().add(new SharedLink(url, member, path));
            return url;
        });
    }

    /**
     * A member shares a folder with others, who can change what is in it and haven't put it among their own folders. No event is written.
     *
     * @param email the member's address
     * @param path the folder, such as {@code /Reports}
     * @param others the addresses of the others
     * @return the id of the shared folder
     * @throws IllegalStateException if the member has nothing there
     */
    public String openFolder(String email, String path, String... others) {
        return world.locked(() -> {
            Member member = member(email);
            require(FileTree.of(member).has(path), "there is nothing to share at " + path);
            Set<Member> editors = new LinkedHashSet<>();
            for (String other : others) {
                editors.add(member(other));
            }
            String id = world.ids().namespace();
            world.team().openFolders().add(new OpenFolder(id, member, path, Set.copyOf(editors), true, world.now()));
            return id;
        });
    }

    /**
     * The files that somebody has now, on the team or formerly on it, wherever they come from.
     *
     * @param email the person's address
     * @return their paths, oldest first; a path may occur twice, since files that were moved here keep theirs
     */
    public List<String> files(String email) {
        return world.locked(
                () -> member(email).stored().stream().map(StoredFile::path).toList());
    }

    /**
     * An active member shares a folder of the own, as open as can be and with nobody yet. No event tells it.
     *
     * @param email the member's address
     * @param name the folder's name
     * @return its id
     */
    public String shareFolder(String email, String name) {
        Objects.requireNonNull(name, "name");
        return world.locked(() -> {
            Member member = member(email);
            require(member.is(Member.Status.ACTIVE), "only an active member can share a folder, not " + member);
            return world.team().sharedFolders().share(world.ids(), name, member, world.now());
        });
    }

    /**
     * An active member links a third-party app to the own account.
     *
     * @param email the member's address
     * @param app the app's name; its id is made from it
     */
    public void linkApp(String email, String app) {
        Objects.requireNonNull(app, "app");
        act(() -> {
            Member member = member(email);
            require(member.is(Member.Status.ACTIVE), "only an active member can link an app, not " + member);
            AppLink link = AppLink.of(app, app + " Inc.", world.now(), true);
            member.link(link);
            world.record(
                    EventType.APP_LINK_USER, Actor.Person.of(member), Origin.WEB, Optional.of(member), link.logged());
            return member;
        });
    }

    /**
     * From now on audit events can be read only this long after they happened, as on the real service, where it may take a day.
     *
     * @param lag how long; zero, which is how the simulator starts, for at once
     */
    public void eventsArriveAfter(Duration lag) {
        Objects.requireNonNull(lag, "lag");
        act(() -> {
            world.log().lag(lag);
            return lag;
        });
    }

    /**
     * Somebody else sits down at the browser in which consent pages are opened.
     *
     * @param email the member's address; who is no team admin is shown a refusal
     */
    public void browseAs(String email) {
        act(() -> {
            world.browserUser(member(email));
            return email;
        });
    }

    /**
     * The customer has bought, or given back, licenses.
     *
     * @param total how many the team has from now on
     */
    public void haveLicenses(int total) {
        act(() -> {
            world.team().licenses(total);
            return total;
        });
    }

    /**
     * The customer's reseller starts to help, as far as {@link AdminConsole#allowResellerSupport} lets it.
     *
     * @param name the reseller's name
     * @param email the reseller's address
     * @return the session, to be closed
     * @throws IllegalStateException if the admins don't allow it
     */
    public ResellerSession startResellerSession(String name, String email) {
        return ResellerSession.start(world, name, email);
    }

    /** An admin unlinks the app from the team in the console: every token of every grant is dead. */
    public void unlinkApp() {
        act(() -> {
            world.grants().revokeAll();
            unlinked(world.browserUser());
            return world;
        });
    }

    /**
     * An admin takes back the consent to the app: every token of the grants that this admin authorized is dead, while those that other
     * admins authorized go on.
     *
     * @param email the admin's address
     * @throws IllegalStateException if there is no such grant
     */
    public void withdrawConsent(String email) {
        act(() -> {
            Member admin = member(email);
            require(world.grants().revokeAllOf(admin), "this admin has not consented to anything: " + admin);
            unlinked(admin);
            return admin;
        });
    }

    private void unlinked(Member admin) {
        world.record(
                EventType.APP_UNLINK_TEAM,
                Actor.Person.of(admin),
                Origin.ADMIN_CONSOLE,
                Optional.empty(),
                Struct.of().with("app_info", world.app().actor().info()));
    }

    private Member member(String email) {
        return world.team()
                .byEmail(Objects.requireNonNull(email, "email"))
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private void act(Supplier<?> work) {
        world.locked(work);
    }
}
