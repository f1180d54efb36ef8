package dev.gangway.license;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link ReportJson} wrote, one person at a time. */
final class ReportReader {

    private ReportReader() {}

    static LicenseReport read(String json) {
        List<LicenseUse> people = new ArrayList<>();
        try {
            JsonObject report = JsonObject.parse(json, "people", it -> people.add(person(it)));
            if (!report.text("format").equals(Optional.of(ReportJson.FORMAT))) {
                throw new IllegalArgumentException("its format isn't " + ReportJson.FORMAT);
            }
            return new LicenseReport(
                    instant(report, "readAt"),
                    having(report, "parts").objects("parts").stream()
                            .map(ReportReader::part)
                            .toList(),
                    having(report, "licenses").objects("licenses").stream()
                            .map(ReportReader::type)
                            .toList(),
                    people,
                    fact(report, "signIns", it -> object(report, it))
                            .map(it -> new SignInHistory(
                                    instant(it, "since"), instant(it, "until"), it.instant("unattributed"))));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | IndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(
                    "This is no license report that ReportView.json() wrote: " + wrong.getMessage(), wrong);
        }
    }

    private static ReportPart part(JsonObject part) {
        return new ReportPart(
                ReportPart.Kind.valueOf(part.requiredText("kind")),
                fact(part, "readAt", it -> instant(part, it)),
                number(part, "pages"));
    }

    private static LicenseType type(JsonObject type) {
        return new LicenseType(
                type.requiredText("name"),
                fact(type, "purchased", it -> number(type, it)),
                number(type, "assigned"),
                number(type, "reserved"),
                number(type, "suspended"),
                number(type, "used"),
                number(type, "unclear"),
                fact(type, "providerAssigned", it -> number(type, it)),
                type.texts("explanations"));
    }

    private static LicenseUse person(JsonObject person) {
        return new LicenseUse(
                new UserId(person.requiredText("id")),
                person.requiredText("email"),
                person.text("givenName").orElse(""),
                person.text("surname").orElse(""),
                person.text("externalId"),
                UserStatus.valueOf(person.requiredText("status")),
                fact(
                        person,
                        "licenseType",
                        it -> person.object(it).isPresent() ? Optional.empty() : Optional.of(person.requiredText(it))),
                person.flag("hasRole").orElseThrow(() -> missing("hasRole")),
                person.instant("invitedAt"),
                person.instant("joinedAt"),
                person.instant("suspendedAt"),
                lastLogin(object(person, "lastLogin")),
                fact(person, "signInDays", it -> days(object(person, it))),
                fact(person, "devices", it -> devices(object(person, it))),
                fact(person, "linkedApps", person::texts),
                fact(person, "storedBytes", it -> person.number(it).orElseThrow(() -> missing(it))));
    }

    private static LastLogin lastLogin(JsonObject login) {
        if (login.text("unknown").isPresent()) {
            return new LastLogin.Unknown(login.requiredText("unknown"));
        }
        return login.text("at").isPresent()
                ? new LastLogin.SeenAt(instant(login, "at"), login.requiredText("source"), login.requiredText("actor"))
                : new LastLogin.NoneSince(instant(login, "noneFrom"), instant(login, "until"));
    }

    private static SignInDays days(JsonObject days) {
        LocalDate first = LocalDate.parse(days.requiredText("first"));
        BitSet all = new BitSet();
        having(days, "days")
                .texts("days")
                .forEach(it -> all.set(Math.toIntExact(LocalDate.parse(it).toEpochDay() - first.toEpochDay())));
        return new SignInDays(first, all);
    }

    private static DeviceUse devices(JsonObject devices) {
        return new DeviceUse(
                number(devices, "web"),
                number(devices, "desktop"),
                number(devices, "mobile"),
                devices.instant("lastUsedAt"),
                number(devices, "silent"));
    }

    private static <T> Fact<T> fact(JsonObject owner, String name, Function<String, T> read) {
        return having(owner, name)
                .object(name)
                .flatMap(it -> it.text("unknown"))
                .map(Fact::<T>unknown)
                .orElseGet(() -> Fact.of(read.apply(name)));
    }

    /** A field that isn't there isn't an empty one. */
    private static JsonObject having(JsonObject owner, String name) {
        if (!owner.names().contains(name)) {
            throw missing(name);
        }
        return owner;
    }

    private static JsonObject object(JsonObject owner, String name) {
        return owner.object(name).orElseThrow(() -> missing(name));
    }

    private static Instant instant(JsonObject owner, String name) {
        return owner.instant(name).orElseThrow(() -> missing(name));
    }

    private static int number(JsonObject owner, String name) {
        return Math.toIntExact(owner.number(name).orElseThrow(() -> missing(name)));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("the field " + name + " is missing or of another kind");
    }
}
