package dev.gangway.dropbox;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.Party;
import dev.gangway.activity.Thing;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads one event of the log. Every part of it but time, type and details may be missing (specified: "due to historical data gap"); what is
 * missing is unknown.
 */
final class ActivityEvent {

    private static final String UNTOLD = "the event doesn't tell";
    private static final Set<String> GONE = Set.of("removed", "not_joined", "moved_to_another_team");
    private static final Set<String> NO_ADMIN = Set.of("member_only", "deprecated_freemium_team_member");

    private final Json event;
    private final Json details;
    private final ActivityKind kind;
    private final Fact<Boolean> outside;

    private ActivityEvent(Json event, ActivityKind kind) {
        this.event = event;
        this.details = event.field("details");
        this.kind = kind;
        this.outside = flag(event.field("involve_non_team_member"));
    }

    /** The event; empty if it is of a kind that isn't wanted. */
    static Optional<Activity> of(Json event, Predicate<ActivityKind> wanted) throws Listing.OddPageException {
        String type = event.field("event_type").tag().orElse("untold");
        ActivityKind kind =
                ActivityKinds.of(type, event.field("event_category").tag().orElse(""));
        return wanted.test(kind) ? Optional.of(new ActivityEvent(event, kind).activity(type)) : Optional.empty();
    }

    private Activity activity(String type) throws Listing.OddPageException {
        Party actor = actor();
        Optional<Party> context = context();
        List<Party> affected = affected(actor, context);
        Fact<Boolean> involved = outside.match(
                Fact::of,
                why -> actor.isOutside()
                                || context.filter(Party::isOutside).isPresent()
                                || affected.stream().anyMatch(Party::isOutside)
                        ? Fact.of(true)
                        : Fact.unknown(why));
        return new Activity(
                ActivityKey.of(event),
                at(),
                kind,
                type,
                actor,
                context,
                affected,
                things(),
                involved,
                before(),
                after(),
                on());
    }

    private Instant at() throws Listing.OddPageException {
        byte[] text = event.field("timestamp").text().orElse("").getBytes(StandardCharsets.UTF_8);
        long second = Moments.of(text, 0, text.length);
        if (second == Moments.MALFORMED) {
            throw new Listing.OddPageException("an event has no time; the log can't be trusted");
        }
        return Instant.ofEpochSecond(second);
    }

    private static Fact<Boolean> flag(Json json) {
        String told = json.text().orElse("");
        return told.equals("true") || told.equals("false") ? Fact.of(told.equals("true")) : Fact.unknown(UNTOLD);
    }

    /** A member who is an admin is recorded as {@code admin} even for own actions (observed by another integration). */
    private Party actor() {
        Json actor = event.field("actor");
        return switch (actor.tag().orElse("")) {
            case "user" -> person(actor.field("user"), Party.Kind.USER);
            case "admin" -> person(actor.field("admin"), Party.Kind.ADMIN);
            case "app" -> party(Party.Kind.APP, actor.field("app"), "display_name", "");
            case "reseller" -> party(Party.Kind.PARTNER, actor, "reseller_name", "reseller_email");
            case "dropbox" -> Party.of(Party.Kind.PROVIDER).named("Dropbox");
            case "anonymous" -> Party.of(Party.Kind.ANONYMOUS);
            default -> Party.of(Party.Kind.UNKNOWN);
        };
    }

    private Optional<Party> context() {
        Json context = event.field("context");
        return context.tag().map(tag -> switch (tag) {
            case "team", "organization_team" -> party(Party.Kind.TEAM, context, "display_name", "");
            case "anonymous" -> Party.of(Party.Kind.ANONYMOUS);
            default -> person(context, Party.Kind.USER);
        });
    }

    /** People who aren't on the team are told as such, whatever they act as; the trusted ones are of a linked team (specified). */
    private static Party person(Json json, Party.Kind onTheTeam) {
        Party.Kind kind = switch (json.tag().orElse("")) {
            case "team_member" -> onTheTeam;
            case "non_team_member", "trusted_non_team_member" -> Party.Kind.OUTSIDER;
            default -> Party.Kind.UNKNOWN;
        };
        Party party = party(kind, json, "display_name", "email");
        return id(json).map(party::withId).orElse(party);
    }

    private static Optional<UserId> id(Json json) {
        return json.field("team_member_id")
                .text()
                .filter(it -> !it.isBlank() && it.length() <= 256)
                .map(UserId::new);
    }

    private static Party party(Party.Kind kind, Json json, String name, String email) {
        return new Party(
                kind,
                Optional.empty(),
                json.field(name).text(),
                json.field(email).text());
    }

    private List<Party> affected(Party actor, Optional<Party> context) {
        List<Party> affected = new ArrayList<>();
        for (Json each : event.field("participants").items().orElse(List.of())) {
            affected.add(
                    each.tag().equals(Optional.of("group"))
                            ? party(Party.Kind.GROUP, each, "display_name", "")
                            : person(each.field("user"), Party.Kind.USER));
        }
        details.field("invitees")
                .items()
                .orElse(List.of())
                .forEach(it -> it.text().ifPresent(address -> affected.add(invited(address))));
        details.field("invitee").text().ifPresent(it -> affected.add(invited(it)));
        details.field("external_users")
                .items()
                .orElse(List.of())
                .forEach(it -> affected.add(Party.of(Party.Kind.OUTSIDER)
                        .withEmail(it.field("user_identifier").text().orElse(""))));
        details.field("email_address")
                .text()
                .ifPresent(it -> affected.add(Party.of(Party.Kind.UNKNOWN).withEmail(it)));
        owners().filter(it -> it.id().isEmpty() || !isIn(it, actor, context)).forEach(affected::add);
        return affected;
    }

    private Stream<Party> owners() {
        return Stream.of(details.field("shared_content_owner"), details.field("shared_link_owner"))
                .filter(Json::isObject)
                .map(it -> person(it, Party.Kind.USER));
    }

    private static boolean isIn(Party owner, Party actor, Optional<Party> context) {
        return owner.id().equals(actor.id()) || owner.id().equals(context.flatMap(Party::id));
    }

    /** Who is invited has no account yet (specified), so it is known from the event's own flag only that nobody is outside. */
    private Party invited(String address) {
        boolean nobodyOutside = outside.equals(Fact.of(false));
        return Party.of(nobodyOutside ? Party.Kind.UNKNOWN : Party.Kind.OUTSIDER)
                .withEmail(address);
    }

    private List<Thing> things() {
        List<Thing> things = new ArrayList<>();
        Optional<String> shared = details.field("target_ns_id").text();
        for (Json asset : event.field("assets").items().orElse(List.of())) {
            things.add(thing(asset, things.isEmpty() ? shared : Optional.empty()));
        }
        details.field("shared_content_link")
                .text()
                .ifPresent(it -> things.add(new Thing(
                        Thing.Kind.LINK, Optional.of(it), Optional.empty(), Optional.empty(), Optional.empty())));
        if (kind == ActivityKind.DEVICE_LINKED || kind == ActivityKind.DEVICE_UNLINKED) {
            things.add(device());
        }
        return things;
    }

    private Thing device() {
        Json session = details.field(kind == ActivityKind.DEVICE_LINKED ? "device_session_info" : "session_info");
        Optional<String> name = details.field("display_name")
                .text()
                .or(() -> session.field("host_name").text())
                .or(() -> session.field("device_name").text());
        return new Thing(Thing.Kind.DEVICE, Optional.empty(), name, Optional.empty(), Optional.empty());
    }

    private static Thing thing(Json asset, Optional<String> shared) {
        return switch (asset.tag().orElse("")) {
            case "folder" -> stored(Thing.Kind.FOLDER, asset, shared);
            case "file" -> stored(Thing.Kind.FILE, asset, Optional.empty());
            case "paper_document" -> document(asset, Thing.Kind.DOCUMENT, "doc_id", "doc_title");
            case "paper_folder" -> document(asset, Thing.Kind.FOLDER, "folder_id", "folder_name");
            case "showcase_document" -> document(asset, Thing.Kind.DOCUMENT, "showcase_id", "showcase_title");
            default -> document(asset, Thing.Kind.OTHER, "", "display_name");
        };
    }

    private static Thing document(Json asset, Thing.Kind kind, String id, String name) {
        return new Thing(kind, asset.field(id).text(), asset.field(name).text(), Optional.empty(), Optional.empty());
    }

    /**
     * A shared folder is a namespace, by whose id everybody knows it; the event of its sharing tells it apart (specified). Elsewhere a folder
     * that is the root of its namespace is that shared folder (assumed).
     */
    private static Thing stored(Thing.Kind kind, Json asset, Optional<String> shared) {
        Json inNamespace = asset.field("path").field("namespace_relative");
        Optional<String> within = inNamespace.field("ns_id").text();
        boolean isRoot = Set.of("", "/")
                .contains(inNamespace.field("relative_path").text().orElse(""));
        Optional<String> own = asset.field("file_id").text();
        Optional<String> id = kind == Thing.Kind.FOLDER ? shared.or(() -> isRoot ? within.or(() -> own) : own) : own;
        return new Thing(
                kind,
                id,
                asset.field("display_name").text(),
                asset.field("path").field("contextual").text(),
                within);
    }

    private Fact<String> before() {
        return first("previous_value", "previous_access_level", "previous_role", "previous_owner_email")
                .or(() -> listed("removed_whitelist_subjects"))
                .<Fact<String>>map(Fact::of)
                .orElseGet(() -> Fact.unknown(UNTOLD));
    }

    private Fact<String> after() {
        return first("new_value", "new_access_level", "new_role", "new_owner_email", "shared_content_access_level")
                .or(() -> listed("added_whitelist_subjects"))
                .<Fact<String>>map(Fact::of)
                .orElseGet(() -> Fact.unknown(UNTOLD));
    }

    private Optional<String> first(String... fields) {
        for (String field : fields) {
            Optional<String> value = details.field(field).tag().filter(it -> !it.isBlank());
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private Optional<String> listed(String field) {
        return details.field(field)
                .items()
                .map(all -> String.join(
                        ", ", all.stream().flatMap(it -> it.text().stream()).toList()))
                .filter(it -> !it.isEmpty());
    }

    private Fact<Boolean> on() {
        String now = details.field("new_value").tag().orElse("");
        return switch (kind) {
            case PARTNER_ACCESS_SWITCHED -> either(now.equals("enabled"), now.equals("disabled"));
            case PARTNER_ROLE_CHANGED -> either(now.equals("reseller_admin"), now.equals("not_reseller"));
            case MEMBER_STATUS_CHANGED -> either(now.equals("active") || now.equals("invited"), GONE.contains(now));
            case ADMIN_ROLE_CHANGED -> admin(now);
            default -> Fact.unknown("it is no switch and no role");
        };
    }

    private static Fact<Boolean> either(boolean on, boolean off) {
        return on || off ? Fact.of(on) : Fact.unknown("the event has a value that this version doesn't know");
    }

    /** The new role is told where somebody is an admin since, and the one before where somebody was (specified). */
    private Fact<Boolean> admin(String now) {
        boolean was = details.field("previous_value").tag().isPresent();
        return now.isEmpty() && !was ? Fact.unknown(UNTOLD) : Fact.of(!now.isEmpty() && !NO_ADMIN.contains(now));
    }
}
