package dev.gangway.user;

/** What happens to the synced files on a person's devices. There is no default: it is always said. */
public enum Devices {
    /** Leave the files on the devices. */
    KEEP,
    /** Erase the synced files from every linked device at its next contact with the provider. */
    WIPE
}
