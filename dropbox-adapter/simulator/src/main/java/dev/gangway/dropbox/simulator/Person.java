package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Somebody of a {@link TeamSetup}, on the team or formerly on it. Immutable. */
public final class Person {
    private final String email;
    private final String givenName;
    private final String surname;
    private final Member.Status status;
    private final Duration since;
    private final boolean converted;
    private boolean limited;
    private boolean unverified;
    private Optional<AdminRole> role = Optional.empty();
    private Optional<String> externalId = Optional.empty();
    private Optional<Duration> lastSeen = Optional.empty();
    private Optional<Duration> joined = Optional.empty();
    private Optional<Habit> habit = Optional.empty();
    private long bytes;
    private List<Device> devices = List.of();
    private Map<String, Boolean> apps = Map.of();

    private Person(
            String email, String givenName, String surname, Member.Status status, Duration since, boolean converted) {
        this.email = Objects.requireNonNull(email, "email");
        this.givenName = Objects.requireNonNull(givenName, "givenName");
        this.surname = Objects.requireNonNull(surname, "surname");
        this.status = status;
        this.since = Objects.requireNonNull(since, "since");
        this.converted = converted;
    }

    private Person(Person other) {
        this(other.email, other.givenName, other.surname, other.status, other.since, other.converted);
        limited = other.limited;
        unverified = other.unverified;
        role = other.role;
        externalId = other.externalId;
        lastSeen = other.lastSeen;
        joined = other.joined;
        habit = other.habit;
        bytes = other.bytes;
        devices = other.devices;
        apps = other.apps;
    }

    /**
     * A member who joined a year ago.
     *
     * @param email primary address
     * @param givenName given name
     * @param surname surname
     * @return the person
     */
    public static Person active(String email, String givenName, String surname) {
        return new Person(email, givenName, surname, Member.Status.ACTIVE, Duration.ofDays(365), false);
    }

    /**
     * Somebody who was invited, without a name, and hasn't joined.
     *
     * @param email primary address
     * @param ago how long ago the invitation was
     * @return the person
     */
    public static Person invited(String email, Duration ago) {
        return new Person(email, "", "", Member.Status.INVITED, ago, false);
    }

    /**
     * A member who is suspended.
     *
     * @param email primary address
     * @param givenName given name
     * @param surname surname
     * @param ago how long ago the suspension was
     * @return the person
     */
    public static Person suspended(String email, String givenName, String surname, Duration ago) {
        return new Person(email, givenName, surname, Member.Status.SUSPENDED, ago, false);
    }

    /**
     * A former member, recoverable for seven days after the removal.
     *
     * @param email primary address
     * @param givenName given name
     * @param surname surname
     * @param ago how long ago the removal was
     * @return the person
     */
    public static Person removed(String email, String givenName, String surname, Duration ago) {
        return new Person(email, givenName, surname, Member.Status.REMOVED, ago, false);
    }

    /**
     * A former member whose account was converted to an individual one.
     *
     * @param email primary address
     * @param givenName given name
     * @param surname surname
     * @param ago how long ago the conversion was
     * @return the person
     */
    public static Person converted(String email, String givenName, String surname, Duration ago) {
        return new Person(email, givenName, surname, Member.Status.REMOVED, ago, true);
    }

    /**
     * The same person with an admin role.
     *
     * @param adminRole the role
     * @return the changed person
     */
    public Person as(AdminRole adminRole) {
        Person changed = new Person(this);
        changed.role = Optional.of(adminRole);
        return changed;
    }

    /**
     * The same person with the team's own id for them.
     *
     * @param id at most 64 characters
     * @return the changed person
     */
    public Person withExternalId(String id) {
        Person changed = new Person(this);
        changed.externalId = Optional.of(id);
        return changed;
    }

    /**
     * The same person with a sign-in in the audit log.
     *
     * @param ago how long ago it was
     * @return the changed person
     */
    public Person lastSeen(Duration ago) {
        Person changed = new Person(this);
        changed.lastSeen = Optional.of(ago);
        return changed;
    }

    /**
     * The same person as one who joined the team then, which the audit log tells; by default it was a year ago.
     *
     * @param ago how long ago it was
     * @return the changed person
     * @throws IllegalArgumentException for somebody who hasn't joined, or who was suspended or removed before
     */
    public Person joined(Duration ago) {
        boolean since = status == Member.Status.ACTIVE || ago.compareTo(this.since) > 0;
        if (status == Member.Status.INVITED || !since) {
            throw new IllegalArgumentException(
                    email + " is " + status.tag() + " and cannot have joined " + ago + " ago");
        }
        Person changed = new Person(this);
        changed.joined = Optional.of(ago);
        return changed;
    }

    /** The same person with half a year of sign-ins, the last of them at {@link #lastSeen} if that is given. */
    Person signingIn(Habit usual) {
        Person changed = new Person(this);
        changed.habit = Optional.of(usual);
        return changed;
    }

    /**
     * The same person with the deprecated limited membership, which takes no license.
     *
     * @return the changed person
     */
    public Person limited() {
        Person changed = new Person(this);
        changed.limited = true;
        return changed;
    }

    /**
     * The same person with an address that nobody has verified, as happens with single sign-on.
     *
     * @return the changed person
     */
    public Person unverified() {
        Person changed = new Person(this);
        changed.unverified = true;
        return changed;
    }

    /**
     * The same person with files.
     *
     * @param size how many bytes they take
     * @return the changed person
     */
    public Person owning(long size) {
        Person changed = new Person(this);
        changed.bytes = size;
        return changed;
    }

    /**
     * The same person, signed in on a device. Only active people can be.
     *
     * @param device one device more
     * @return the changed person
     */
    public Person on(Device device) {
        List<Device> more = new ArrayList<>(devices);
        more.add(Objects.requireNonNull(device, "device"));
        Person changed = new Person(this);
        changed.devices = List.copyOf(more);
        return changed;
    }

    /**
     * The same person with an app of a third party that sees the whole account, linked three months ago. Only active people have apps.
     *
     * @param app its name; an app of this name is the same for everybody
     * @return the changed person
     */
    public Person withApp(String app) {
        return withApp(app, false);
    }

    /**
     * The same person with an app of a third party that sees a folder of its own only, linked three months ago. Only active people
     * have apps.
     *
     * @param app its name; an app of this name is the same for everybody
     * @return the changed person
     */
    public Person withFolderApp(String app) {
        return withApp(app, true);
    }

    private Person withApp(String app, boolean hasFolder) {
        Map<String, Boolean> more = new LinkedHashMap<>(apps);
        more.put(Objects.requireNonNull(app, "app"), hasFolder);
        Person changed = new Person(this);
        changed.apps = Collections.unmodifiableMap(more);
        return changed;
    }

    String email() {
        return email;
    }

    String givenName() {
        return givenName;
    }

    String surname() {
        return surname;
    }

    Member.Status status() {
        return status;
    }

    Duration since() {
        return since;
    }

    boolean isConverted() {
        return converted;
    }

    boolean isLimited() {
        return limited;
    }

    boolean isUnverified() {
        return unverified;
    }

    Optional<AdminRole> role() {
        return role;
    }

    Optional<String> externalId() {
        return externalId;
    }

    Optional<Duration> lastSeen() {
        return lastSeen;
    }

    Optional<Duration> joined() {
        return joined;
    }

    /** Whether the audit log tells how the person came to the team and what happened since. */
    boolean hasPast() {
        return joined.isPresent() || status == Member.Status.INVITED;
    }

    Optional<Habit> habit() {
        return habit;
    }

    long bytes() {
        return bytes;
    }

    List<Device> devices() {
        return devices;
    }

    /** By name, each with whether it sees a folder of its own only. */
    Map<String, Boolean> apps() {
        return apps;
    }
}
