package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.credential.Secret;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * What a contract test can do to the provider behind the connector, past the connector: the simulator's hooks, mostly. Override what the
 * provider's stand-in can do. A rule that needs a lever which isn't offered is reported as skipped, with the lever's name.
 */
public interface Levers {

    /** Nothing is offered. */
    Levers NONE = new Levers() {};

    /**
     * Somebody is on the team and has joined, without an invitation by the connector.
     *
     * @param person who, in no group
     * @return the provider's id of the person
     */
    default UserId activePerson(NewUser person) {
        throw notOffered("activePerson");
    }

    /**
     * Somebody's primary e-mail address changes.
     *
     * @param person who
     * @param email the new address; the one before is free from then on
     */
    default void changeEmail(UserId person, String email) {
        throw notOffered("changeEmail");
    }

    /**
     * Somebody signs in, now.
     *
     * @param person who
     */
    default void signIn(UserId person) {
        throw notOffered("signIn");
    }

    /**
     * A sign-in gets into the log only now, although it happened earlier.
     *
     * @param person who signed in
     * @param at when
     */
    default void signInLate(UserId person, Instant at) {
        throw notOffered("signInLate");
    }

    /**
     * Links one device, with synced files on it, to somebody's account.
     *
     * @param person who
     */
    default void linkDevice(UserId person) {
        throw notOffered("linkDevice");
    }

    /**
     * Somebody signs in on the web and stays signed in.
     *
     * @param person who
     */
    default void openWebSession(UserId person) {
        throw notOffered("openWebSession");
    }

    /**
     * Somebody uses the linked devices, now.
     *
     * @param person who
     */
    default void useDevices(UserId person) {
        throw notOffered("useDevices");
    }

    /**
     * Somebody lets an app into the account.
     *
     * @param person who
     * @param name the app's name
     */
    default void linkApp(UserId person, String name) {
        throw notOffered("linkApp");
    }

    /**
     * Whether a request told the provider to erase the synced files from somebody's devices.
     *
     * @param person who
     * @return true if they were erased, or are going to be
     */
    default boolean devicesWiped(UserId person) {
        throw notOffered("devicesWiped");
    }

    /**
     * Gives somebody files.
     *
     * @param person who
     * @param number how many
     */
    default void giveFiles(UserId person, int number) {
        throw notOffered("giveFiles");
    }

    /**
     * Somebody stores a file.
     *
     * @param person who
     * @param path where, such as {@code /Reports/May.txt}, from where the person's data begins
     * @param bytes its size
     */
    default void storeFile(UserId person, String path, long bytes) {
        throw notOffered("storeFile");
    }

    /**
     * Counts somebody's files, on the team or not.
     *
     * @param person who
     * @return how many the provider still has of them
     */
    default int files(UserId person) {
        throw notOffered("files");
    }

    /**
     * Makes a group.
     *
     * @param name its name
     * @return the provider's id of the group
     */
    default String group(String name) {
        throw notOffered("group");
    }

    /**
     * Shares a folder of the team or of one of its people, with anybody, with links for anybody, and managed by everybody who may edit in it.
     *
     * @param name its name
     * @return the provider's id of the shared folder
     */
    default SharedFolderId sharedFolder(String name) {
        throw notOffered("sharedFolder");
    }

    /**
     * Buys licenses, or gives them back.
     *
     * @param number how many are free from then on
     */
    default void freeLicenses(int number) {
        throw notOffered("freeLicenses");
    }

    /**
     * Somebody gives somebody outside the team access to a folder, as the log of activity tells it.
     *
     * @param person who shares
     * @param folder the folder's name
     * @param address the address of who gets access, in no domain of the team
     * @param at when: now, or earlier, and then it gets into the log only now
     */
    default void shareOutside(UserId person, String folder, String address, Instant at) {
        throw notOffered("shareOutside");
    }

    /**
     * Cuts the provider's listings into small pages.
     *
     * @param size how many items a page has at most
     */
    default void pageSize(int size) {
        throw notOffered("pageSize");
    }

    /** The provider's listings of license data no longer take the cursors that they have given out. */
    default void expireCursors() {
        throw notOffered("expireCursors");
    }

    /** The provider's log of activity no longer takes the cursors that it has given out. */
    default void expireActivityCursors() {
        throw notOffered("expireActivityCursors");
    }

    /** The provider no longer accepts the credential, for good. */
    default void revokeCredential() {
        throw notOffered("revokeCredential");
    }

    /**
     * The credential loses what the capability needs.
     *
     * @param capability which one
     */
    default void withoutScope(Capability capability) {
        throw notOffered("withoutScope");
    }

    /** The next request that changes something takes effect, and its answer never arrives. */
    default void loseNextAnswer() {
        throw notOffered("loseNextAnswer");
    }

    /** What the provider does in the background doesn't end until {@link #releaseJobs()}. */
    default void holdJobs() {
        throw notOffered("holdJobs");
    }

    /** Background work that was held takes effect. */
    default void releaseJobs() {
        throw notOffered("releaseJobs");
    }

    /** The provider no longer knows how its background work stands. */
    default void forgetJobs() {
        throw notOffered("forgetJobs");
    }

    /**
     * Time passes, for the provider and for the connector.
     *
     * @param duration how much
     */
    default void passTime(Duration duration) {
        throw notOffered("passTime");
    }

    /**
     * Counts the requests that arrived at the provider, whatever they ask.
     *
     * @return how many, since the test began or before
     */
    default int requests() {
        throw notOffered("requests");
    }

    /**
     * Counts the requests to change something that arrived at the provider, whatever came of them.
     *
     * @return how many, since the test began or before
     */
    default int writes() {
        throw notOffered("writes");
    }

    /**
     * Secrets besides those in the credential that must not show anywhere, such as an app secret.
     *
     * @return the secrets; none unless overridden
     */
    default List<Secret> secrets() {
        return List.of();
    }

    private static TestAbortedException notOffered(String lever) {
        return new TestAbortedException("The lever " + lever + "(…) isn't offered; override it in levers().");
    }
}
