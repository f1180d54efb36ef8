package dev.gangway.security;

/** What people ask to have changed about security, and what most providers let only a person change. New ones may be added. */
public enum SecurityTopic {
    /** Signing in through the company's own identity provider. */
    SINGLE_SIGN_ON,
    /** A second step when signing in, such as a code. */
    TWO_STEP_VERIFICATION,
    /** How strong passwords have to be. */
    PASSWORD_STRENGTH,
    /** How long people stay signed in on the web. */
    SESSION_LENGTH,
    /** Which accounts can be used from the company's network. */
    NETWORK_CONTROL,
    /** How many devices people can link, and which. */
    DEVICE_APPROVALS,
    /** A new password for somebody who has lost theirs, or whose password is known to others. */
    PASSWORD_RESET,
    /** Letting somebody in who has lost the second step. */
    TWO_STEP_RESET
}
