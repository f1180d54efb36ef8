package dev.gangway.user;

/** Decides for each leaver of a bulk offboarding, as read, how they are seen off: who gets the files, for one, such as the manager. */
@FunctionalInterface
public interface OffboardingResolver {

    /**
     * Decides for one person. What it throws ends the planning; nothing has been written then.
     *
     * @param leaver the person, as read
     * @return how; about the same person
     */
    OffboardingRequest resolve(User leaver);
}
