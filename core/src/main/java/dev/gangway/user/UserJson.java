package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How people, choices and requests are written into the journal. */
final class UserJson {

    private UserJson() {}

    static JsonObject write(User user) {
        return JsonObject.EMPTY
                .with("id", user.id().value())
                .with("email", user.email())
                .with("givenName", user.givenName())
                .with("surname", user.surname())
                .with("externalId", user.externalId())
                .with("status", user.status())
                .with("licenseType", user.licenseType().toOptional().flatMap(Function.identity()))
                .with("licenseTypeUnknown", why(user.licenseType()))
                .with("roles", user.roles().stream().map(UserJson::write).toList())
                .with("groupIds", user.groupIds().toOptional())
                .with("groupIdsUnknown", why(user.groupIds()))
                .with("invitedAt", user.invitedAt())
                .with("joinedAt", user.joinedAt())
                .with("suspendedAt", user.suspendedAt());
    }

    static User user(JsonObject json) {
        return new User(
                new UserId(json.requiredText("id")),
                json.requiredText("email"),
                json.requiredText("givenName"),
                json.requiredText("surname"),
                json.text("externalId"),
                UserStatus.valueOf(json.requiredText("status")),
                json.text("licenseTypeUnknown")
                        .map(Fact::<Optional<String>>unknown)
                        .orElseGet(() -> Fact.of(json.text("licenseType"))),
                json.objects("roles").stream().map(UserJson::role).toList(),
                json.text("groupIdsUnknown")
                        .map(Fact::<List<String>>unknown)
                        .orElseGet(() -> Fact.of(json.texts("groupIds"))),
                json.instant("invitedAt"),
                json.instant("joinedAt"),
                json.instant("suspendedAt"));
    }

    private static JsonObject write(Role role) {
        return JsonObject.EMPTY.with("id", role.id()).with("name", role.name()).with("power", role.power());
    }

    private static Role role(JsonObject json) {
        return new Role(
                json.requiredText("id"), json.requiredText("name"), Role.Power.valueOf(json.requiredText("power")));
    }

    static JsonObject write(GroupMembership group) {
        return JsonObject.EMPTY
                .with("id", group.groupId())
                .with("name", group.groupName())
                .with("owner", group.owner());
    }

    static GroupMembership group(JsonObject json) {
        return new GroupMembership(
                json.requiredText("id"),
                json.requiredText("name"),
                json.flag("owner").orElse(false));
    }

    static JsonObject write(Holdings holdings) {
        return JsonObject.EMPTY
                .with("devices", holdings.devices().toOptional())
                .with("devicesUnknown", why(holdings.devices()))
                .with("webSessions", holdings.webSessions().toOptional())
                .with("webSessionsUnknown", why(holdings.webSessions()))
                .with("linkedApps", holdings.linkedApps().toOptional())
                .with("linkedAppsUnknown", why(holdings.linkedApps()))
                .with(
                        "groups",
                        holdings.groups()
                                .toOptional()
                                .map(groups ->
                                        groups.stream().map(UserJson::write).toList()))
                .with("groupsUnknown", why(holdings.groups()))
                .with("legalHold", holdings.legalHold().toOptional())
                .with("legalHoldUnknown", why(holdings.legalHold()))
                .with("storedBytes", holdings.storedBytes().toOptional())
                .with("storedBytesUnknown", why(holdings.storedBytes()))
                .with("quotaBytes", holdings.quota().toOptional().flatMap(UserJson::bytes))
                .with("quotaUnknown", why(holdings.quota()));
    }

    static Holdings holdings(JsonObject json) {
        return new Holdings(
                count(json, "devices"),
                count(json, "webSessions"),
                json.text("linkedAppsUnknown")
                        .map(Fact::<List<String>>unknown)
                        .orElseGet(() -> Fact.of(json.texts("linkedApps"))),
                json.text("groupsUnknown")
                        .map(Fact::<List<GroupMembership>>unknown)
                        .orElseGet(() -> Fact.of(json.objects("groups").stream()
                                .map(UserJson::group)
                                .toList())),
                fact(json.flag("legalHold"), json.text("legalHoldUnknown")),
                json.text("storedBytesUnknown")
                        .map(Fact::<Long>unknown)
                        .orElseGet(() -> Fact.of(json.number("storedBytes").orElseThrow())),
                json.text("quotaUnknown")
                        .map(Fact::<Quota>unknown)
                        .orElseGet(() -> Fact.of(quota(json, "quotaBytes"))));
    }

    static Optional<Long> bytes(Quota quota) {
        return quota.bytes().isPresent() ? Optional.of(quota.bytes().getAsLong()) : Optional.empty();
    }

    static Quota quota(JsonObject json, String name) {
        return new Quota(json.number(name));
    }

    static JsonObject write(ProfileChange change) {
        return JsonObject.EMPTY
                .with("email", change.email().map(UserRef.Email::address))
                .with("givenName", change.givenName())
                .with("surname", change.surname())
                .with("externalId", change.externalId());
    }

    static ProfileChange change(JsonObject json) {
        return new ProfileChange(
                json.text("email").map(UserRef.Email::new),
                json.text("givenName"),
                json.text("surname"),
                json.text("externalId"));
    }

    static JsonObject write(UserSession session) {
        return JsonObject.EMPTY
                .with("id", session.id())
                .with("kind", session.kind())
                .with("name", session.name())
                .with("lastUsedAt", session.lastUsedAt());
    }

    static UserSession session(JsonObject json) {
        return new UserSession(
                json.requiredText("id"),
                UserSession.Kind.valueOf(json.requiredText("kind")),
                json.requiredText("name"),
                json.instant("lastUsedAt"));
    }

    static JsonObject write(LinkedApp app) {
        return JsonObject.EMPTY.with("id", app.id()).with("name", app.name()).with("linkedAt", app.linkedAt());
    }

    static LinkedApp app(JsonObject json) {
        return new LinkedApp(json.requiredText("id"), json.requiredText("name"), json.instant("linkedAt"));
    }

    private static Fact<Integer> count(JsonObject json, String name) {
        return json.text(name + "Unknown")
                .map(Fact::<Integer>unknown)
                .orElseGet(() -> Fact.of((int) json.number(name).orElseThrow()));
    }

    static JsonObject write(DataHandling handling) {
        JsonObject json = JsonObject.EMPTY.with("devices", handling.devices());
        if (handling instanceof DataHandling.Transfer it) {
            return json.with("kind", "transfer")
                    .with("recipient", write(it.recipient()))
                    .with("errorsTo", it.errorsTo().map(UserJson::write));
        }
        if (handling instanceof DataHandling.TransferAfterwards it) {
            return json.with("kind", "transfer-afterwards")
                    .with("recipient", write(it.recipient()))
                    .with("errorsTo", it.errorsTo().map(UserJson::write));
        }
        if (handling instanceof DataHandling.KeepAsPersonalAccount it) {
            return json.with("kind", "personal").with("shares", it.shares());
        }
        return json.with("kind", handling instanceof DataHandling.DeleteForGood ? "delete" : "recoverable");
    }

    static DataHandling handling(JsonObject json) {
        Devices devices = Devices.valueOf(json.requiredText("devices"));
        String kind = json.requiredText("kind");
        return switch (kind) {
            case "transfer" ->
                new DataHandling.Transfer(
                        ref(json.object("recipient").orElseThrow()),
                        json.object("errorsTo").map(UserJson::ref),
                        devices);
            case "transfer-afterwards" ->
                new DataHandling.TransferAfterwards(
                        ref(json.object("recipient").orElseThrow()),
                        json.object("errorsTo").map(UserJson::ref),
                        devices);
            case "personal" ->
                new DataHandling.KeepAsPersonalAccount(DataHandling.Shares.valueOf(json.requiredText("shares")));
            case "delete" -> new DataHandling.DeleteForGood(devices);
            case "recoverable" -> new DataHandling.KeepRecoverable(devices);
            default -> throw new IllegalArgumentException("no such data handling: " + kind);
        };
    }

    static JsonObject write(UserRef ref) {
        if (ref instanceof UserRef.Id it) {
            return JsonObject.EMPTY.with("id", it.id().value());
        }
        if (ref instanceof UserRef.Email it) {
            return JsonObject.EMPTY.with("email", it.address());
        }
        return JsonObject.EMPTY.with("externalId", ((UserRef.ExternalId) ref).externalId());
    }

    static UserRef ref(JsonObject json) {
        Optional<UserRef> id = json.text("id").map(value -> UserRef.id(new UserId(value)));
        Optional<UserRef> email = json.text("email").map(UserRef::email);
        return id.or(() -> email).orElseGet(() -> UserRef.externalId(json.requiredText("externalId")));
    }

    static JsonObject write(NewUser newUser) {
        return JsonObject.EMPTY
                .with("email", newUser.email().address())
                .with("givenName", newUser.givenName())
                .with("surname", newUser.surname())
                .with("externalId", newUser.externalId())
                .with("roleId", newUser.roleId())
                .with("groupIds", newUser.groupIds())
                .with("invitationMail", newUser.invitationMail())
                .with("recoverLeaver", newUser.recoverLeaver());
    }

    static NewUser newUser(JsonObject json) {
        return new NewUser(
                new UserRef.Email(json.requiredText("email")),
                json.requiredText("givenName"),
                json.requiredText("surname"),
                json.text("externalId"),
                json.text("roleId"),
                json.texts("groupIds"),
                json.flag("invitationMail").orElseThrow(),
                json.flag("recoverLeaver").orElse(false));
    }

    static JsonObject write(Refusal refusal) {
        return JsonObject.EMPTY
                .with("reason", refusal.reason())
                .with("explanation", refusal.explanation())
                .with("providerCode", refusal.providerCode())
                .with(
                        "remaining",
                        refusal.remaining().stream()
                                .map(Refusal.Remaining::name)
                                .toList());
    }

    static Refusal refusal(JsonObject json) {
        return new Refusal(
                Refusal.Reason.valueOf(json.requiredText("reason")),
                json.requiredText("explanation"),
                json.text("providerCode"),
                json.texts("remaining").stream().map(Refusal.Remaining::valueOf).toList());
    }

    private static <T> Fact<T> fact(Optional<T> known, Optional<String> why) {
        return known.map(Fact::of).orElseGet(() -> Fact.unknown(why.orElse("not recorded")));
    }

    private static Optional<String> why(Fact<?> fact) {
        return fact.match(known -> Optional.empty(), Optional::of);
    }
}
