package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Device.Computer;
import dev.gangway.dropbox.simulator.Device.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have when the simulator starts: browsers, computers, phones and linked apps. No events tell how they came by it. */
final class Equipment {
    private static final List<Computer> COMPUTERS = List.of(Computer.values());
    private static final List<Phone> PHONES = List.of(Phone.values());
    private static final List<String> APPS = List.of("Paper Boat", "Scan Box", "Sign Here", "Chart Room");
    private static final String APP_WITH_FOLDER = "Scan Box";
    private static final Duration LINKED = Duration.ofDays(90);

    private Equipment() {}

    /** Gives a person what the setup says. Browsers were signed in when they were last used, everything else three months before. */
    static void give(World world, Person person, Member member) {
        boolean some = !person.devices().isEmpty() || !person.apps().isEmpty();
        if (some && !member.is(Member.Status.ACTIVE)) {
            throw new IllegalArgumentException("only active people have devices and apps, not " + person.email());
        }
        for (Device device : person.devices()) {
            Instant used = world.now().minus(device.idle());
            member.open(device.session(world.ids(), device.isBrowser() ? used : used.minus(LINKED), used));
        }
        person.apps().forEach((app, ownsFolder) -> link(member, app, world.now().minus(LINKED), ownsFolder));
    }

    /**
     * Equips many, as their number in the list decides: of those who ever signed in, six in ten have a computer, four in ten a phone and
     * one in three an app; who hasn't signed out of the browser since is still signed in there.
     */
    static void issue(World world, List<Member> members) {
        Map<Member, Event> latest = new HashMap<>();
        for (Event event : world.log().arrived(world.now())) {
            if (event.type().equals(EventType.LOGIN_SUCCESS) || event.type().equals(EventType.LOGOUT)) {
                actor(event).ifPresent(member -> latest.put(member, event));
            }
        }
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Event last = latest.get(member);
            if (last != null && member.is(Member.Status.ACTIVE)) {
                issue(world, member, i, last);
            }
        }
    }

    private static void issue(World world, Member member, int number, Event last) {
        Instant used = last.at();
        Instant joined = member.joinedOn().filter(used::isAfter).orElse(used);
        if (last.type().equals(EventType.LOGIN_SUCCESS)) {
            member.open(Device.browser("Chrome", "Windows").session(world.ids(), used, used));
        }
        if (number % 10 < 6) {
            Computer kind = COMPUTERS.get(number % COMPUTERS.size());
            member.open(Device.computer(kind, "pc-" + (number + 1)).session(world.ids(), joined, used));
        }
        if (number % 10 >= 4 && number % 10 < 8) {
            Phone kind = PHONES.get(number % PHONES.size());
            member.open(Device.phone(kind, "phone-" + (number + 1)).session(world.ids(), joined, used));
        }
        if (number % 3 == 0) {
            String app = APPS.get(number / 3 % APPS.size());
            link(member, app, joined, app.equals(APP_WITH_FOLDER));
        }
    }

    private static void link(Member member, String app, Instant linked, boolean ownsFolder) {
        member.link(AppLink.of(app, app + " Inc.", linked, ownsFolder));
    }

    private static Optional<Member> actor(Event event) {
        return event.actor() instanceof Actor.Person person ? Optional.of(person.member()) : Optional.empty();
    }
}
