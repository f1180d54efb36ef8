package dev.gangway.userdata;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads what one person on a connected team has, as that person sees it. Get it from {@code Connection.actAs(who)}. It is access to data
 * through the provider's interface and no sign-in: there is no browser session, no password, and nothing is written in the person's name;
 * {@link #reach} says it in the provider's terms. It holds nothing that would have to be closed, and each call asks anew. Thread-safe; calls
 * block.
 *
 * <p>Every method that asks the provider throws {@code CredentialRejectedException} if a person has to reconnect,
 * {@code PermissionMissingException} if the connection lacks a scope for it, {@code ProviderUnavailableException} and
 * {@code RateLimitedException} if the call can be made again later, {@code ProviderProtocolException} if an answer can't be understood, and
 * {@code CallInterruptedException} if the thread was interrupted. The streams throw the same while they are read, and
 * {@code ProviderProtocolException} if the provider refuses to go on.
 */
public final class ActingAsUser {

    private final UserDataAccess provider;
    private final Person person;

    private ActingAsUser(UserDataAccess provider, Person person) {
        this.provider = provider;
        this.person = person;
    }

    /**
     * Begins to act as somebody: finds the person, and asks the provider in their name who it is. Applications call
     * {@code Connection.actAs(who)}.
     *
     * @param provider the connector's implementation
     * @param people finds people on the team
     * @param who the person; from then on only the immutable id counts
     * @return what reads as the person, with {@code changed} false; refused with {@link Reason#USER_NOT_FOUND}, {@link Reason#ONLY_INVITED},
     *     {@link Reason#NOT_ON_TEAM} or {@link Reason#WRONG_STATUS} if they aren't active
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public static Outcome<ActingAsUser> begin(
            UserDataAccess provider, Function<UserRef, Optional<User>> people, UserRef who) {
        Objects.requireNonNull(provider, "provider");
        Optional<User> found = people.apply(Objects.requireNonNull(who, "who"));
        if (found.isEmpty()) {
            return refused(Reason.USER_NOT_FOUND);
        }
        return switch (found.get().status()) {
            case ACTIVE -> begin(provider, found.get().id());
            case INVITED -> refused(Reason.ONLY_INVITED);
            case REMOVED, REMOVED_RECOVERABLE -> refused(Reason.NOT_ON_TEAM);
            case SUSPENDED, OTHER ->
                Outcome.refused(
                        Reason.WRONG_STATUS,
                        "Nobody can act as a person whose status is "
                                + (found.get().status() == UserStatus.SUSPENDED ? "suspended" : "not active")
                                + ". End that first.");
        };
    }

    private static Outcome<ActingAsUser> begin(UserDataAccess provider, UserId who) {
        return provider.begin(who).map(person -> {
            if (!person.id().equals(who)) {
                throw new ProviderProtocolException(
                        "The provider let act as somebody else than who was asked for. Nothing was read.",
                        Optional.empty());
            }
            return new ActingAsUser(provider, person);
        });
    }

    private static <T> Outcome<T> refused(Reason reason) {
        return Outcome.refused(reason, reason.advice());
    }

    /**
     * Who it is, as the provider showed them when it began.
     *
     * @return the person
     */
    public Person person() {
        return person;
    }

    /**
     * How far this goes at this provider, and what it isn't. Nothing is sent.
     *
     * @return words for people
     */
    public Reach reach() {
        return provider.reach();
    }

    /**
     * Lists what is in a folder as the person sees it, and not what is in the folders in it. The first page is read at once, the others as
     * the stream is read.
     *
     * @param folder the folder; {@link FolderRef#ROOT} for where the person's data begins
     * @return what is in it; refused with {@link Reason#PATH_NOT_FOUND} if the person has no such folder, with {@link Reason#WRONG_STATUS},
     *     {@link Reason#NOT_ON_TEAM} or {@link Reason#USER_NOT_FOUND} if the person isn't active any more
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<Stream<DataEntry>> list(FolderRef folder) {
        Objects.requireNonNull(folder, "folder");
        return Listing.of(cursor -> provider.list(person.id(), folder, cursor));
    }

    /**
     * Lists the links that the person has shared, as {@link #list} does.
     *
     * @return the links; refused as {@link #list} is, or with {@link Reason#NOT_SUPPORTED}
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<Stream<SharedLink>> sharedLinks() {
        return Listing.of(cursor -> provider.sharedLinks(person.id(), cursor));
    }

    /**
     * Lists the shared folders that the person can get into, as {@link #list} does.
     *
     * @return the folders; refused as {@link #list} is, or with {@link Reason#NOT_SUPPORTED}
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<Stream<SharedFolder>> sharedFolders() {
        return Listing.of(cursor -> provider.sharedFolders(person.id(), cursor));
    }

    /**
     * How much the person stores.
     *
     * @return the number of bytes; unknown if the provider doesn't tell
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Fact<Long> storage() {
        return provider.storage(person.id());
    }

    /** The id only. */
    @Override
    public String toString() {
        return "ActingAsUser[" + person.id() + "]";
    }
}
