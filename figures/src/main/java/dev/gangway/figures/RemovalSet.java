package dev.gangway.figures;

import dev.gangway.dropbox.simulator.AdminRole;
import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.DeleteForGood;
import dev.gangway.user.DataHandling.KeepAsPersonalAccount;
import dev.gangway.user.DataHandling.KeepRecoverable;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.DataHandling.Transfer;
import dev.gangway.user.DataHandling.TransferAfterwards;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One set of options of a removal. {@link #all} lists every one that can be written down: what happens to the files and the devices, how
 * the leaver stands, who gets the files and who hears of errors, and whether the leaver is under legal hold.
 */
record RemovalSet(Files files, Devices devices, Leaver leaver, Recipient recipient, Admin admin, boolean held) {

    enum Files {
        TRANSFER,
        TRANSFER_AFTERWARDS,
        KEEP_RECOVERABLE,
        PERSONAL_ACCOUNT_WITH_SHARES,
        PERSONAL_ACCOUNT,
        DELETE_FOR_GOOD;

        boolean move() {
            return this == TRANSFER || this == TRANSFER_AFTERWARDS;
        }

        boolean keepAccount() {
            return this == PERSONAL_ACCOUNT || this == PERSONAL_ACCOUNT_WITH_SHARES;
        }
    }

    enum Leaver {
        ACTIVE,
        SUSPENDED,
        INVITED,
        REMOVED;

        Person person(String email) {
            return switch (this) {
                case ACTIVE -> Person.active(email, "Lee", "Ver");
                case SUSPENDED -> Person.suspended(email, "Lee", "Ver", Duration.ofDays(1));
                case INVITED -> Person.invited(email, Duration.ofDays(1));
                case REMOVED -> Person.removed(email, "Lee", "Ver", Duration.ofDays(1));
            };
        }
    }

    /** Who gets the files. */
    enum Recipient {
        FIT,
        UNVERIFIED,
        SUSPENDED,
        INVITED,
        GONE,
        NOBODY,
        LEAVER
    }

    /** Who hears of errors. */
    enum Admin {
        FIT,
        LIMITED,
        PLAIN_MEMBER,
        SUSPENDED,
        NOBODY,
        LEAVER
    }

    static List<RemovalSet> all() {
        List<RemovalSet> all = new ArrayList<>();
        for (Files files : Files.values()) {
            for (Devices devices : files.keepAccount() ? List.of(Devices.KEEP) : List.of(Devices.values())) {
                for (Leaver leaver : Leaver.values()) {
                    for (boolean held : new boolean[] {false, true}) {
                        for (Recipient recipient :
                                files.move() ? List.of(Recipient.values()) : List.of(Recipient.FIT)) {
                            for (Admin admin : files.move() ? List.of(Admin.values()) : List.of(Admin.FIT)) {
                                if (!held || leaver != Leaver.INVITED) { // who has not joined can't be held
                                    all.add(new RemovalSet(files, devices, leaver, recipient, admin, held));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /** Those among {@link #all} in which at most one of the people named is unfit, and where files move, nobody if devices are wiped. */
    static List<RemovalSet> few() {
        return all().stream()
                .filter(it -> it.recipient == Recipient.FIT || it.admin == Admin.FIT)
                .filter(it -> it.devices == Devices.KEEP || (it.recipient == Recipient.FIT && it.admin == Admin.FIT))
                .toList();
    }

    /** A team with a leaver of their own for each set of options, and all those who are named. */
    static TeamSetup team(List<RemovalSet> sets) {
        List<Person> leavers = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            leavers.add(sets.get(i).leaver.person(email(i)));
        }
        Duration ago = Duration.ofDays(1);
        TeamSetup team = TeamSetup.empty()
                .with(Person.active("fit@example.com", "Fit", "Ting").as(AdminRole.TEAM))
                .with(Person.active("plain_member@example.com", "Pla", "In"))
                .with(Person.active("limited@example.com", "Lim", "It").as(AdminRole.SUPPORT))
                .with(Person.active("unverified@example.com", "Un", "Ver").unverified())
                .with(Person.suspended("suspended@example.com", "Sus", "Pended", ago)
                        .as(AdminRole.TEAM))
                .with(Person.invited("invited@example.com", ago))
                .with(Person.removed("gone@example.com", "Go", "Ne", ago))
                .withLicenses(leavers.size() + 20);
        for (Person leaver : leavers) {
            team = team.with(leaver);
        }
        return team;
    }

    static String email(int leaver) {
        return "leaver" + leaver + "@example.com";
    }

    /** The handling, with everybody named by id. */
    DataHandling handling(UserId leaverId, Function<String, UserId> ids) {
        UserRef to = id(recipient.name(), leaverId, ids);
        Optional<UserRef> errorsTo = Optional.of(id(admin.name(), leaverId, ids));
        return switch (files) {
            case TRANSFER -> new Transfer(to, errorsTo, devices);
            case TRANSFER_AFTERWARDS -> new TransferAfterwards(to, errorsTo, devices);
            case KEEP_RECOVERABLE -> new KeepRecoverable(devices);
            case PERSONAL_ACCOUNT_WITH_SHARES -> new KeepAsPersonalAccount(Shares.RETAIN);
            case PERSONAL_ACCOUNT -> new KeepAsPersonalAccount(Shares.REMOVE);
            case DELETE_FOR_GOOD -> new DeleteForGood(devices);
        };
    }

    private static UserRef id(String name, UserId leaverId, Function<String, UserId> ids) {
        return UserRef.id(
                name.equals("LEAVER")
                        ? leaverId
                        : name.equals("NOBODY")
                                ? new UserId("dbmid:nobody")
                                : ids.apply(name.toLowerCase(Locale.ROOT) + "@example.com"));
    }
}
