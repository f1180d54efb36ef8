package dev.gangway.license;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.user.UserRef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes a report as JSON, one person a line. What is a list of people is written one by one. */
final class ReportJson {

    static final String FORMAT = "gangway-license-report/1";

    private final Appendable out;
    private String comma = "";

    ReportJson(Appendable out) {
        this.out = out;
    }

    void write(ReportView view) throws IOException {
        LicenseReport report = view.report();
        begin("{");
        fields(JsonObject.EMPTY
                .with("format", FORMAT)
                .with("customer", view.customer())
                .with("readAt", report.readAt())
                .with("signIns", known(report.signIns(), ReportJson::history)));
        list("parts", report.parts(), ReportJson::part);
        list("licenses", report.byType(), ReportJson::type);
        list("people", report.people(), ReportJson::person);
        if (view.idle().isPresent()) {
            idle(view.rule().orElseThrow(), view.idle().get());
        }
        if (view.costs().isPresent()) {
            name("costs");
            begin("{");
            list("byType", view.costs().get().byType(), ReportJson::cost);
            list("totals", view.costs().get().totals(), ReportJson::total);
            end("}");
        }
        if (view.changes().isPresent()) {
            changes(view, view.changes().get());
        }
        end("}\n");
    }

    private void idle(IdleRule rule, Fact<IdlePeople> people) throws IOException {
        name("idle");
        begin("{");
        fields(JsonObject.EMPTY
                .with("time", rule.time().toString())
                .with("grace", rule.grace().toString())
                .with("type", rule.type())
                .with("signInsAlone", rule.isBySignInsAlone()));
        if (people instanceof Fact.Known<IdlePeople> it) {
            fields(JsonObject.EMPTY
                    .with("from", it.known().from())
                    .with("until", it.known().until())
                    .with(
                            "notFound",
                            it.known().notFound().stream().map(ReportJson::ref).toList()));
            list("candidates", it.known().candidates(), ReportJson::candidate);
            list("spared", it.known().spared(), ReportJson::spared);
            list("undecided", it.known().undecided(), ReportJson::spared);
        } else {
            fields(JsonObject.EMPTY.with("unknown", people.<String>match(it -> "", why -> why)));
        }
        end("}");
    }

    private void changes(ReportView view, ReportChanges changes) throws IOException {
        name("changes");
        begin("{");
        fields(JsonObject.EMPTY.with("earlier", changes.earlier().readAt()));
        list("types", changes.types(), ReportJson::typeChange);
        list("costs", view.costChanges(), ReportJson::costChange);
        list("came", changes.came(), ReportJson::named);
        list("left", changes.left(), ReportJson::named);
        list(
                "changedType",
                changes.changedType(),
                it -> named(it.now())
                        .with("then", licenseType(it.then().licenseType()))
                        .with("now", licenseType(it.now().licenseType())));
        list(
                "changedStatus",
                changes.changedStatus(),
                it -> named(it.now())
                        .with("then", it.then().status())
                        .with("now", it.now().status()));
        if (view.rule().isPresent()) {
            known("becameIdle", view.becameIdle(), it -> named(it.who()));
            known("usedAgain", view.usedAgain(), ReportJson::named);
        }
        end("}");
    }

    private void begin(String bracket) throws IOException {
        out.append(bracket);
        comma = "";
    }

    private void end(String bracket) throws IOException {
        out.append(bracket);
        comma = ",\n";
    }

    private void name(String name) throws IOException {
        out.append(comma).append('"').append(name).append("\":");
    }

    private void fields(JsonObject fields) throws IOException {
        String text = fields.write();
        out.append(comma).append(text, 1, text.length() - 1);
        comma = ",\n";
    }

    private <T> void list(String name, List<T> items, Function<T, JsonObject> write) throws IOException {
        name(name);
        begin("[\n");
        for (T item : items) {
            out.append(comma).append(write.apply(item).write());
            comma = ",\n";
        }
        end("]");
    }

    private <T> void known(String name, Fact<List<T>> items, Function<T, JsonObject> write) throws IOException {
        if (items instanceof Fact.Known<List<T>> it) {
            list(name, it.known(), write);
        } else {
            fields(JsonObject.EMPTY.with(name, known(items, it -> List.of())));
        }
    }

    private static <T> Object known(Fact<T> fact, Function<? super T, Object> write) {
        return fact.match(write, why -> JsonObject.EMPTY.with("unknown", why));
    }

    private static JsonObject part(ReportPart part) {
        return JsonObject.EMPTY
                .with("kind", part.kind())
                .with("readAt", known(part.readAt(), it -> it))
                .with("pages", part.pages());
    }

    private static JsonObject history(SignInHistory history) {
        return JsonObject.EMPTY
                .with("since", history.since())
                .with("until", history.until())
                .with("unattributed", history.unattributed());
    }

    private static JsonObject type(LicenseType type) {
        return JsonObject.EMPTY
                .with("name", type.name())
                .with("purchased", known(type.purchased(), it -> it))
                .with("assigned", type.assigned())
                .with("reserved", type.reserved())
                .with("suspended", type.suspended())
                .with("used", type.used())
                .with("unclear", type.unclear())
                .with("unused", known(type.unused(), it -> it))
                .with("providerAssigned", known(type.providerAssigned(), it -> it))
                .with("difference", known(type.difference(), it -> it))
                .with("explanations", type.explanations());
    }

    private static JsonObject person(LicenseUse use) {
        return named(use)
                .with("givenName", Optional.of(use.givenName()).filter(it -> !it.isEmpty()))
                .with("surname", Optional.of(use.surname()).filter(it -> !it.isEmpty()))
                .with("externalId", use.externalId())
                .with("status", use.status())
                .with("licenseType", licenseType(use.licenseType()))
                .with("hasRole", use.hasRole())
                .with("invitedAt", use.invitedAt())
                .with("joinedAt", use.joinedAt())
                .with("suspendedAt", use.suspendedAt())
                .with("lastLogin", lastLogin(use.lastLogin()))
                .with("signInDays", known(use.signInDays(), ReportJson::days))
                .with("devices", known(use.devices(), ReportJson::devices))
                .with("linkedApps", known(use.linkedApps(), it -> it))
                .with("storedBytes", known(use.storedBytes(), it -> it));
    }

    private static JsonObject named(LicenseUse use) {
        return JsonObject.EMPTY.with("id", use.id().value()).with("email", use.email());
    }

    private static Object licenseType(Fact<Optional<String>> type) {
        return known(type, it -> it.<Object>map(name -> name).orElse(JsonObject.EMPTY.with("none", true)));
    }

    private static JsonObject lastLogin(LastLogin login) {
        return login.match(
                seen -> JsonObject.EMPTY
                        .with("at", seen.at())
                        .with("source", seen.source())
                        .with("actor", seen.actor()),
                none -> JsonObject.EMPTY.with("noneFrom", none.start()).with("until", none.until()),
                unknown -> JsonObject.EMPTY.with("unknown", unknown.why()));
    }

    private static JsonObject days(SignInDays days) {
        return JsonObject.EMPTY
                .with("first", days.first().toString())
                .with("days", days.days().map(LocalDate::toString).toList());
    }

    private static JsonObject devices(DeviceUse devices) {
        return JsonObject.EMPTY
                .with("web", devices.web())
                .with("desktop", devices.desktop())
                .with("mobile", devices.mobile())
                .with("lastUsedAt", devices.lastUsedAt())
                .with("silent", devices.silent());
    }

    private static JsonObject candidate(IdlePerson person) {
        return named(person.who()).with("evidence", evidence(person.evidence()));
    }

    private static JsonObject spared(SparedPerson person) {
        return named(person.who()).with("why", person.why()).with("evidence", evidence(person.evidence()));
    }

    private static List<JsonObject> evidence(List<Evidence> evidence) {
        return evidence.stream().map(it -> facts(it).with("words", it.words())).toList();
    }

    private static JsonObject facts(Evidence evidence) {
        JsonObject kind = JsonObject.EMPTY.with("kind", evidence.getClass().getSimpleName());
        if (evidence instanceof Evidence.NoSignIn it) {
            return kind.with("from", it.from()).with("until", it.until());
        }
        if (evidence instanceof Evidence.LastSignIn it) {
            return kind.with("at", it.at()).with("source", it.source()).with("actor", it.actor());
        }
        if (evidence instanceof Evidence.DeviceLastUsed it) {
            return kind.with("at", it.at());
        }
        if (evidence instanceof Evidence.JoinedAt it) {
            return kind.with("at", it.at());
        }
        if (evidence instanceof Evidence.LinkedApps it) {
            return kind.with("names", it.names());
        }
        return kind;
    }

    private static JsonObject ref(UserRef ref) {
        String kind = ref instanceof UserRef.Id ? "id" : ref instanceof UserRef.Email ? "email" : "externalId";
        return JsonObject.EMPTY.with(kind, ref.toString());
    }

    private static JsonObject cost(TypeCost cost) {
        return JsonObject.EMPTY
                .with("type", cost.type())
                .with(
                        "price",
                        known(
                                cost.price(),
                                it -> JsonObject.EMPTY
                                        .with("amount", it.amount().toPlainString())
                                        .with("currency", it.currency().getCurrencyCode())
                                        .with("per", it.per())))
                .with("cost", known(cost.cost(), ReportJson::money))
                .with("waste", known(cost.waste(), ReportJson::money))
                .with("saving", known(cost.saving(), ReportJson::money));
    }

    private static JsonObject total(TotalCost total) {
        return JsonObject.EMPTY
                .with("currency", total.currency().getCurrencyCode())
                .with("cost", known(total.cost(), ReportJson::money))
                .with("waste", known(total.waste(), ReportJson::money))
                .with("saving", known(total.saving(), ReportJson::money));
    }

    private static JsonObject money(Cost cost) {
        return JsonObject.EMPTY
                .with("currency", cost.currency().getCurrencyCode())
                .with("perMonth", cost.perMonth().amount().toPlainString())
                .with("perYear", cost.perYear().amount().toPlainString());
    }

    private static JsonObject typeChange(TypeChange change) {
        return JsonObject.EMPTY
                .with("name", change.name())
                .with("then", change.then().map(ReportJson::type))
                .with("now", change.now().map(ReportJson::type));
    }

    private static JsonObject costChange(CostChange change) {
        return JsonObject.EMPTY
                .with("currency", change.currency().getCurrencyCode())
                .with("then", known(change.then(), ReportJson::money))
                .with("now", known(change.now(), ReportJson::money))
                .with("increase", known(change.increase(), ReportJson::money));
    }
}
