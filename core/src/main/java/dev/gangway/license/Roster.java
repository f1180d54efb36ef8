package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody on the team, in the order in which they were told, each a row of about a hundred bytes: status, flags, license type, the times
 * that are told, the texts. Not thread-safe.
 */
final class Roster implements HolderSink {

    private static final List<UserStatus> STATUSES = List.of(UserStatus.values());
    private static final int ROLE = 8;

    private static final int NOBODY = -1;

    private final Interned ids;
    private final Blocks blocks = new Blocks();
    private final Chars row = new Chars();
    private final List<Fact<Optional<String>>> types = new ArrayList<>();
    private final Map<Fact<Optional<String>>, Integer> typeNumbers = new HashMap<>();
    /** The number of each person among the ids. */
    private int[] numbers = new int[64];
    /** The place of each person's row. */
    private int[] rows = new int[64];
    /** Which person has a number. */
    private int[] persons = {};

    private int size;

    Roster(Interned ids) {
        this.ids = ids;
    }

    int size() {
        return size;
    }

    @Override
    public void holder(Holder holder) {
        row.clear();
        row.put(STATUSES.indexOf(holder.status()));
        row.put((holder.invitedAt() == Holder.UNKNOWN ? 0 : 1)
                | (holder.joinedAt() == Holder.UNKNOWN ? 0 : 2)
                | (holder.suspendedAt() == Holder.UNKNOWN ? 0 : 4)
                | (holder.hasRole() ? ROLE : 0));
        int type = type(holder.licenseType());
        row.put(type >>> 8);
        row.put(type);
        time(holder.invitedAt());
        time(holder.joinedAt());
        time(holder.suspendedAt());
        row.put(holder.email());
        row.put(holder.givenName());
        row.put(holder.surname());
        row.put(holder.externalId());
        int number = ids.add(holder.id());
        int person = person(number);
        if (person == NOBODY) {
            person = added(number);
        } else if (blocks.holds(rows[person], row.bytes(), 0, row.length())) {
            return;
        }
        rows[person] = blocks.append(row.bytes(), 0, row.length());
    }

    private int added(int number) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        if (number >= persons.length) {
            int before = persons.length;
            persons = Arrays.copyOf(persons, Math.max(64, Integer.highestOneBit(number) * 2));
            Arrays.fill(persons, before, persons.length, NOBODY);
        }
        numbers[size] = number;
        persons[number] = size;
        return size++;
    }

    /** The person who has a number among the ids, or -1. */
    int person(int number) {
        return number < 0 || number >= persons.length ? NOBODY : persons[number];
    }

    /** The person's number among the ids. */
    int number(int person) {
        return numbers[person];
    }

    private void time(long second) {
        if (second != Holder.UNKNOWN) {
            row.putLong(second);
        }
    }

    private int type(Fact<Optional<String>> type) {
        Integer known = typeNumbers.get(type);
        if (known != null) {
            return known;
        }
        if (types.size() > 0xffff) {
            throw new IllegalStateException("The connector tells more than 65,536 different license types.");
        }
        types.add(type);
        typeNumbers.put(type, types.size() - 1);
        return types.size() - 1;
    }

    /** The person of an id, or -1. */
    int find(CharSequence id) {
        return person(ids.find(id));
    }

    String id(int person) {
        return ids.text(numbers[person]);
    }

    UserStatus status(int person) {
        return STATUSES.get(block(person)[at(person)]);
    }

    Fact<Optional<String>> licenseType(int person) {
        byte[] block = block(person);
        int at = at(person);
        return types.get((block[at + 2] & 0xff) << 8 | (block[at + 3] & 0xff));
    }

    String email(int person) {
        return Chars.text(block(person), at(person) + 4 + 8 * Integer.bitCount(flags(person) & 7));
    }

    /** In seconds since 1970, or {@link Holder#UNKNOWN}. */
    long joinedAt(int person) {
        int flags = flags(person);
        return (flags & 2) == 0 ? Holder.UNKNOWN : Chars.longAt(block(person), at(person) + 4 + 8 * (flags & 1));
    }

    /** In seconds since 1970, or {@link Holder#UNKNOWN}. */
    long invitedAt(int person) {
        return (flags(person) & 1) == 0 ? Holder.UNKNOWN : Chars.longAt(block(person), at(person) + 4);
    }

    private int flags(int person) {
        return block(person)[at(person) + 1];
    }

    private byte[] block(int person) {
        return blocks.block(rows[person]);
    }

    private int at(int person) {
        return Blocks.offset(rows[person]);
    }

    /** A person's row of a report. */
    LicenseUse row(
            int person,
            LastLogin lastLogin,
            Fact<SignInDays> signInDays,
            Fact<DeviceUse> devices,
            Fact<List<String>> linkedApps,
            Fact<Long> storedBytes) {
        byte[] block = block(person);
        int flags = flags(person);
        int times = at(person) + 4;
        int email = times + 8 * Integer.bitCount(flags & 7);
        int given = Chars.after(block, email);
        int surname = Chars.after(block, given);
        int external = Chars.after(block, surname);
        return new LicenseUse(
                new UserId(id(person)),
                Chars.text(block, email),
                Chars.text(block, given),
                Chars.text(block, surname),
                Optional.of(Chars.text(block, external)).filter(it -> !it.isEmpty()),
                status(person),
                licenseType(person),
                (flags & ROLE) != 0,
                time(block, times, flags, 1),
                time(block, times, flags, 2),
                time(block, times, flags, 4),
                lastLogin,
                signInDays,
                devices,
                linkedApps,
                storedBytes);
    }

    private static Optional<Instant> time(byte[] block, int times, int flags, int flag) {
        return (flags & flag) == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        Chars.longAt(block, times + 8 * Integer.bitCount(flags & (flag - 1)))));
    }
}
