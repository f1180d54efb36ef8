package dev.gangway.connection;

/**
 * Why a connection came into its state. New ones may be added.
 *
 * <p>{@link #REVOKED}, {@link #EXPIRED}, {@link #APP_MISCONFIGURED} and {@link #PROVIDER_UNAVAILABLE} are over as soon as a call goes through.
 * That the others are over is found by {@code Connections.test}: call it when somebody says that they have mended it, or once a day or so.
 */
public enum ConnectionCause {
    /** Consent was asked for. */
    CONSENT_ASKED("Consent was asked for."),
    /** Consent was refused or could not be completed; no connection came of it. */
    CONSENT_FAILED("The consent came to nothing."),
    /** Nobody came back in time; no connection came of it. */
    CONSENT_EXPIRED("Nobody consented in time."),
    /** It was made, and real calls went through. */
    CONNECTED("It was connected, and real calls went through."),
    /** The provider rejects the credential. */
    REVOKED("The provider no longer accepts the credential."),
    /** The credential's own time is over. */
    EXPIRED("The credential has expired."),
    /** The credential's time will be over soon; the state stays as it is. */
    EXPIRES_SOON("The credential expires soon."),
    /** Whoever connected is no longer an active admin of the team. */
    OWNER_DEACTIVATED("Whoever connected is no longer an active admin of the team."),
    /** The credential now belongs to another team. */
    WRONG_TEAM("The credential belongs to another team."),
    /** Something that it could do it can't do any more. */
    SCOPE_LOST("It may no longer do all that it could."),
    /** The provider doesn't accept the application's own registration; that concerns all connections of the app. */
    APP_MISCONFIGURED("The provider doesn't accept the app."),
    /** The team or the account can't carry a connection any more, such as after its subscription ended. */
    ACCOUNT_UNFIT("The account can't carry the connection at present."),
    /** No call has gone through for several minutes: the provider, or what gives out its tokens, could not be reached or failed. */
    PROVIDER_UNAVAILABLE("The provider can't be reached or fails on its side."),
    /** What was wrong isn't any more. */
    RECOVERED("It works again."),
    /** Somebody consented again. */
    RECONNECTED("It was connected again."),
    /** The application replaced the credential. */
    CREDENTIAL_REPLACED("Its credential was replaced."),
    /** The application asked to end it. */
    DISCONNECT_REQUESTED("It was ended."),
    /** It was ended, and the provider could not be asked to withdraw the credential. Each try that fails is told. */
    REVOCATION_FAILED("It was ended, but the provider did not withdraw the credential."),
    /** A node with a newer version of Gangway found a cause that this version has no word for: update this node. */
    OTHER("It changed for a reason that this version of Gangway doesn't know.");

    private final String words;

    ConnectionCause(String words) {
        this.words = words;
    }

    /**
     * The cause in words.
     *
     * @return an English sentence
     */
    public String words() {
        return words;
    }
}
