package dev.gangway.user;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens to a leaver's files, devices and account. It is always said, never assumed: there is no default, and combinations that
 * exclude each other can't be written down. Start with {@link #transferTo}, {@link #transferAfterwardsTo}, {@link #keepRecoverable},
 * {@link #keepAsPersonalAccount} or {@link #deleteForGood}. Immutable.
 */
public sealed interface DataHandling {

    /**
     * The files go to another member while the account is removed. Afterwards the leaver can't be recovered.
     *
     * @param recipient who gets the files
     * @return the choice, which still asks what happens to the devices
     */
    static DevicesChoice transferTo(UserRef recipient) {
        Objects.requireNonNull(recipient, "recipient");
        return new DevicesChoice(devices -> new Transfer(recipient, Optional.empty(), devices));
    }

    /**
     * The account is removed first, recoverably, and the files go to another member right afterwards. If they can't, the account can still be
     * recovered, and the receipt says so; once they have moved, it can't.
     *
     * @param recipient who gets the files
     * @return the choice, which still asks what happens to the devices
     */
    static DevicesChoice transferAfterwardsTo(UserRef recipient) {
        Objects.requireNonNull(recipient, "recipient");
        return new DevicesChoice(devices -> new TransferAfterwards(recipient, Optional.empty(), devices));
    }

    /**
     * The account is removed; the provider keeps the files for its recovery window, in which everything can be undone.
     *
     * @return the choice, which still asks what happens to the devices
     */
    static DevicesChoice keepRecoverable() {
        return new DevicesChoice(KeepRecoverable::new);
    }

    /**
     * The person leaves the team and keeps the account and its files as a personal one. It can't be undone. Devices are kept, since
     * they are the person's from then on.
     *
     * @param shares what happens to the team's shares that the person could see
     * @return the handling
     */
    static DataHandling keepAsPersonalAccount(Shares shares) {
        return new KeepAsPersonalAccount(shares);
    }

    /**
     * Account and files are deleted at once and for good. Refused unless the application enabled it separately, with
     * {@code Gangway.Builder.allowPermanentDeletion()}.
     *
     * @return the choice, which still asks what happens to the devices
     */
    static DevicesChoice deleteForGood() {
        return new DevicesChoice(DeleteForGood::new);
    }

    /**
     * What happens to the synced files on the leaver's devices.
     *
     * @return keep or wipe
     */
    Devices devices();

    /** A handling that is complete once the devices are decided. Immutable. */
    final class DevicesChoice {
        private final Function<Devices, DataHandling> handling;

        private DevicesChoice(Function<Devices, DataHandling> handling) {
            this.handling = handling;
        }

        /**
         * The synced files stay on the leaver's devices.
         *
         * @return the handling
         */
        public DataHandling keepingDevices() {
            return handling.apply(Devices.KEEP);
        }

        /**
         * The synced files are erased from the leaver's devices.
         *
         * @return the handling
         */
        public DataHandling wipingDevices() {
            return handling.apply(Devices.WIPE);
        }
    }

    /** A handling that moves files to another member. */
    sealed interface Moving extends DataHandling {
        /**
         * Who gets the files.
         *
         * @return the recipient
         */
        UserRef recipient();

        /**
         * The admin whom the provider tells of transfer errors.
         *
         * @return the admin; absent: the connection's own
         */
        Optional<UserRef> errorsTo();

        /**
         * A copy that names the admin whom the provider tells of transfer errors.
         *
         * @param admin an admin of the team
         * @return the copy
         */
        Moving reportingErrorsTo(UserRef admin);

        /**
         * The same, with other people.
         *
         * @param other who gets the files instead
         * @param admin who is told of transfer errors
         * @return the copy
         */
        Moving with(UserRef other, Optional<UserRef> admin);
    }

    /** What happens to team shares that a leaver with a kept account could see. */
    enum Shares {
        /** The person keeps access to them. */
        RETAIN,
        /** The person loses them. */
        REMOVE
    }

    /**
     * Files go to another member.
     *
     * @param recipient who gets them
     * @param errorsTo the admin whom the provider tells of transfer errors; absent: the connection's own admin
     * @param devices what happens to the devices
     */
    record Transfer(UserRef recipient, Optional<UserRef> errorsTo, Devices devices) implements Moving {
        /**
         * Checks the parts.
         *
         * @param recipient who gets the files
         * @param errorsTo who is told of transfer errors
         * @param devices what happens to the devices
         */
        public Transfer {
            Objects.requireNonNull(recipient, "recipient");
            Objects.requireNonNull(errorsTo, "errorsTo");
            Objects.requireNonNull(devices, "devices");
        }

        @Override
        public Transfer with(UserRef other, Optional<UserRef> admin) {
            return new Transfer(other, admin, devices);
        }

        @Override
        public Transfer reportingErrorsTo(UserRef admin) {
            return new Transfer(recipient, Optional.of(Objects.requireNonNull(admin, "admin")), devices);
        }
    }

    /**
     * Files go to another member after the account was removed.
     *
     * @param recipient who gets them
     * @param errorsTo the admin whom the provider tells of transfer errors; absent: the connection's own admin
     * @param devices what happens to the devices
     */
    record TransferAfterwards(UserRef recipient, Optional<UserRef> errorsTo, Devices devices) implements Moving {
        /**
         * Checks the parts.
         *
         * @param recipient who gets the files
         * @param errorsTo who is told of transfer errors
         * @param devices what happens to the devices
         */
        public TransferAfterwards {
            Objects.requireNonNull(recipient, "recipient");
            Objects.requireNonNull(errorsTo, "errorsTo");
            Objects.requireNonNull(devices, "devices");
        }

        @Override
        public TransferAfterwards with(UserRef other, Optional<UserRef> admin) {
            return new TransferAfterwards(other, admin, devices);
        }

        @Override
        public TransferAfterwards reportingErrorsTo(UserRef admin) {
            return new TransferAfterwards(recipient, Optional.of(Objects.requireNonNull(admin, "admin")), devices);
        }
    }

    /**
     * Files stay with the provider for its recovery window.
     *
     * @param devices what happens to the devices
     */
    record KeepRecoverable(Devices devices) implements DataHandling {
        /**
         * Checks the choice.
         *
         * @param devices what happens to the devices
         */
        public KeepRecoverable {
            Objects.requireNonNull(devices, "devices");
        }
    }

    /**
     * The account becomes a personal one.
     *
     * @param shares what happens to the team's shares
     */
    record KeepAsPersonalAccount(Shares shares) implements DataHandling {
        /**
         * Checks the choice.
         *
         * @param shares what happens to the team's shares
         */
        public KeepAsPersonalAccount {
            Objects.requireNonNull(shares, "shares");
        }

        @Override
        public Devices devices() {
            return Devices.KEEP;
        }
    }

    /**
     * Everything is deleted at once and for good.
     *
     * @param devices what happens to the devices
     */
    record DeleteForGood(Devices devices) implements DataHandling {
        /**
         * Checks the choice.
         *
         * @param devices what happens to the devices
         */
        public DeleteForGood {
            Objects.requireNonNull(devices, "devices");
        }
    }
}
