package dev.gangway.activity;

import dev.gangway.user.UserId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which events are wanted: those that everything set here applies to. An event that doesn't tell what is asked for, such as an address, isn't
 * wanted. Immutable.
 *
 * @param kinds the kinds; empty for all
 * @param person who did it, or whom it is about or affects
 * @param email the address of who did it, or whom it is about or affects, in capital or small letters
 * @param folderId the id of a shared folder: events about it and about what is in it
 * @param folderName the name of a folder, in capital or small letters: events about it and about what is in it
 * @param domain the domain of somebody outside the team who has to do with it, or a domain above that
 * @param range when it happened
 */
public record ActivityFilter(
        Set<ActivityKind> kinds,
        Optional<UserId> person,
        Optional<String> email,
        Optional<String> folderId,
        Optional<String> folderName,
        Optional<String> domain,
        Optional<ActivityRange> range) {

    /** Everything is wanted. */
    public static final ActivityFilter ALL = new ActivityFilter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Checks and copies the parts.
     *
     * @param kinds the kinds; empty for all
     * @param person who has to do with it
     * @param email the address of who has to do with it
     * @param folderId the id of a shared folder
     * @param folderName the name of a folder
     * @param domain the domain of somebody outside
     * @param range when it happened
     * @throws IllegalArgumentException if a text is blank, the folder's name has a slash, or the domain has an {@code @}
     */
    public ActivityFilter {
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(range, "range");
        checked("An e-mail address", email, "");
        checked("A folder's id", folderId, "");
        checked("A folder's name", folderName, "/");
        checked("A domain, such as client.com,", domain, "@");
    }

    private static void checked(String what, Optional<String> text, String without) {
        if (text.filter(it -> it.isBlank() || (!without.isEmpty() && it.contains(without)))
                .isPresent()) {
            throw new IllegalArgumentException(
                    what + " isn't blank" + (without.isEmpty() ? "." : " and has no " + without + "."));
        }
    }

    /**
     * Only of these kinds.
     *
     * @param wanted the kinds
     * @return the narrower filter
     */
    public ActivityFilter of(ActivityKind... wanted) {
        return new ActivityFilter(Set.of(wanted), person, email, folderId, folderName, domain, range);
    }

    /**
     * Only with somebody on the team.
     *
     * @param who who did it, or whom it is about or affects
     * @return the narrower filter
     */
    public ActivityFilter withPerson(UserId who) {
        return new ActivityFilter(kinds, Optional.of(who), email, folderId, folderName, domain, range);
    }

    /**
     * Only with somebody by their address, outside the team, too.
     *
     * @param address in capital or small letters
     * @return the narrower filter
     * @throws IllegalArgumentException if it is blank
     */
    public ActivityFilter withAddress(String address) {
        return new ActivityFilter(kinds, person, Optional.of(address), folderId, folderName, domain, range);
    }

    /**
     * Only about a shared folder and what is in it.
     *
     * @param id the id by which it is shared
     * @return the narrower filter
     * @throws IllegalArgumentException if it is blank
     */
    public ActivityFilter inFolder(String id) {
        return new ActivityFilter(kinds, person, email, Optional.of(id), folderName, domain, range);
    }

    /**
     * Only about folders of a name and what is in them. There may be several, and events tell the names of their time.
     *
     * @param name in capital or small letters
     * @return the narrower filter
     * @throws IllegalArgumentException if it is blank or has a slash
     */
    public ActivityFilter inFolderNamed(String name) {
        return new ActivityFilter(kinds, person, email, folderId, Optional.of(name), domain, range);
    }

    /**
     * Only with somebody outside the team whose address is in a domain, or in one below it.
     *
     * @param outside the domain, such as {@code client.com}
     * @return the narrower filter
     * @throws IllegalArgumentException if it is blank or has an {@code @}
     */
    public ActivityFilter withOutsideDomain(String outside) {
        return new ActivityFilter(kinds, person, email, folderId, folderName, Optional.of(outside), range);
    }

    /**
     * Only from a time.
     *
     * @param when from when to when
     * @return the narrower filter
     */
    public ActivityFilter within(ActivityRange when) {
        return new ActivityFilter(kinds, person, email, folderId, folderName, domain, Optional.of(when));
    }

    /**
     * Whether an event is wanted.
     *
     * @param activity the event
     * @return whether everything that is set applies to it
     */
    public boolean accepts(Activity activity) {
        return (kinds.isEmpty() || kinds.contains(activity.kind()))
                && agrees(range, it -> it.contains(activity.at()))
                && agrees(
                        person,
                        id -> activity.parties().stream().anyMatch(it -> it.id().equals(Optional.of(id))))
                && agrees(
                        email,
                        address -> activity.parties().stream()
                                .anyMatch(it -> it.email()
                                        .filter(address::equalsIgnoreCase)
                                        .isPresent()))
                && agrees(folderId, id -> activity.things().stream().anyMatch(it -> isIn(id, it)))
                && agrees(folderName, name -> activity.things().stream().anyMatch(it -> isInNamed(name, it)))
                && agrees(domain, it -> isOf(it.toLowerCase(Locale.ROOT), activity));
    }

    private static <T> boolean agrees(Optional<T> wanted, Function<T, Boolean> test) {
        return wanted.map(test).orElse(true);
    }

    private static boolean isIn(String folder, Thing thing) {
        return thing.within().equals(Optional.of(folder))
                || (thing.kind() == Thing.Kind.FOLDER && thing.id().equals(Optional.of(folder)));
    }

    /** A path's last part is the thing itself, which is meant only if it is a folder. */
    private static boolean isInNamed(String folder, Thing thing) {
        boolean isFolder = thing.kind() == Thing.Kind.FOLDER;
        String[] path = thing.path().orElse("").split("/", -1);
        return (isFolder && thing.name().filter(folder::equalsIgnoreCase).isPresent())
                || Arrays.stream(path)
                        .limit(isFolder ? path.length : path.length - 1L)
                        .anyMatch(folder::equalsIgnoreCase);
    }

    private static boolean isOf(String domain, Activity activity) {
        return activity.outsideDomains().stream().anyMatch(it -> it.equals(domain) || it.endsWith("." + domain));
    }
}
