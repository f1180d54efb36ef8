package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.FaultScript.Mishaps;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The API as HTTP: finds the route, lets the caller in or not, decodes, runs the handler, and lets faults strike before and after.
 * Thread-safe.
 */
final class Shell {
    static final String LOCALE = "Dropbox-API-User-Locale";

    private static final Set<String> SECRET_FIELDS =
            Set.of("code", "code_verifier", "client_secret", "refresh_token", "access_token", "token", "form");

    private final World world;
    private final FaultScript faults;
    private final CallLog calls;
    private final ErrorAnswers errors;
    private final Gate gate;
    private final TokenEndpoint tokenEndpoint;
    private final ConsentPage consentPage;
    private final List<RuntimeException> bugs = new CopyOnWriteArrayList<>();

    Shell(World world, FaultScript faults, CallLog calls) {
        this.world = world;
        this.faults = faults;
        this.calls = calls;
        errors = new ErrorAnswers(world.wireIds());
        gate = new Gate(world, errors);
        tokenEndpoint = new TokenEndpoint(world);
        consentPage = new ConsentPage(world);
    }

    /** Answers a request, or says how the connection ends without an answer. */
    Outcome handle(Request request) {
        Mishaps mishaps = faults.meet(request.route());
        String requestId = world.wireIds().hex();
        return world.locked(() -> {
            if (request.isApi()) {
                world.jobs().moveOn(world.now());
            }
            long before = world.changes();
            Outcome outcome = mishaps.takes(Mishap.CutBefore.class)
                    ? Outcome.cut()
                    : after(mishaps, before(request, mishaps).orElseGet(() -> work(request, requestId, mishaps)));
            record(request, requestId, outcome, world.changes() != before);
            return outcome.with(requestId);
        });
    }

    /** Opens a consent page and clicks a button on it; the address the browser then goes to. */
    URI click(URI page, String decision) {
        Request get = browse("GET", String.valueOf(page.getRawQuery()), "");
        return world.locked(() -> {
            Answer shown = consentPage.answer(get);
            Optional<String> form = ConsentPage.form(shown);
            Answer answer = form.isEmpty()
                    ? shown
                    : consentPage.answer(browse("POST", "", "form=" + form.get() + "&decision=" + decision));
            String location = answer.headers().get("Location");
            if (location == null) {
                throw new IllegalStateException("the consent page says: " + ConsentPage.text(answer));
            }
            return URI.create(location);
        });
    }

    private static Request browse(String method, String query, String body) {
        return new Request(method, "www.dropbox.com", "/" + ConsentPage.ROUTE, query, name -> List.of(), body);
    }

    /** What handlers threw that no handler should throw. */
    List<RuntimeException> bugs() {
        return bugs;
    }

    private Optional<Answer> before(Request request, Mishaps mishaps) {
        Optional<Mishap.ServerErrorBefore> serverError = mishaps.take(Mishap.ServerErrorBefore.class);
        if (serverError.isPresent()) {
            return Optional.of(Answer.serverError(serverError.get().status()));
        }
        Optional<Mishap.RateLimited> rateLimit = mishaps.take(Mishap.RateLimited.class);
        if (rateLimit.isPresent()) {
            return Optional.of(errors.rateLimited(rateLimit.get().limit()));
        }
        Optional<String> denial = mishaps.take(Mishap.DenyAccess.class).map(Mishap.DenyAccess::tag);
        if (denial.isPresent()) {
            return Optional.of(errors.envelope(403, Struct.tags(denial.get()), request.header(LOCALE)));
        }
        return mishaps.take(Mishap.UnheardOfError.class)
                .map(unknown -> errors.envelope(409, Struct.tags(unknown.tag()), request.header(LOCALE)));
    }

    private static Outcome after(Mishaps mishaps, Answer answer) {
        if (mishaps.takes(Mishap.LoseAnswer.class)) {
            return Outcome.cut();
        }
        Answer changed = mishaps.take(Mishap.ServerErrorAfter.class)
                .map(error -> Answer.serverError(error.status()))
                .or(() -> mishaps.take(Mishap.WrongBody.class)
                        .map(wrong -> Answer.of(200, wrong.contentType(), wrong.body())))
                .orElse(answer);
        changed = mishaps.alter(
                Mishap.UnknownTag.class,
                changed,
                (unknown, whole) -> whole.mapTree(tree -> Tampering.unknownTag(tree, unknown.field(), unknown.tag())));
        changed =
                mishaps.alter(Mishap.ExtraField.class, changed, (extra, whole) -> whole.mapTree(Tampering::extraField));
        return new Outcome(
                Optional.of(changed),
                !changed.body().isEmpty() && mishaps.takes(Mishap.Truncate.class),
                mishaps.take(Mishap.Delay.class).map(Mishap.Delay::by).orElse(Duration.ZERO));
    }

    private Answer work(Request request, String requestId, Mishaps mishaps) {
        if (request.route().equals(ConsentPage.ROUTE) && !request.isApi()) {
            return consentPage.answer(request);
        }
        if (request.route().equals(TokenEndpoint.ROUTE) && !request.isApi()) {
            if (mishaps.takes(Mishap.RevokeGrant.class)) {
                world.grants()
                        .byRefreshToken(request.allParameters().getOrDefault("refresh_token", ""))
                        .ifPresent(world.grants()::revoke);
            }
            return tokenEndpoint.answer(request);
        }
        if (!request.isApi()) {
            return Answer.html(404, "<!DOCTYPE html><title>Not found</title><p>There is nothing here.</p>");
        }
        return Routes.find(request.route())
                .map(route -> call(route, request, requestId, mishaps))
                .orElseGet(() -> Answer.plain(400, "Unknown API function: \"" + request.route() + "\""));
    }

    private Answer call(Route route, Request request, String requestId, Mishaps mishaps) {
        try {
            requirePost(route, request);
            Invocation.Caller caller = gate.admit(route, request, mishaps);
            Arg arg = (Arg) route.argument().decode(body(route, request), "");
            Object result = route.handler().handle(new Invocation(world, arg, caller, requestId, mishaps));
            return Answer.json(200, result);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (BadInput bad) {
            return ErrorAnswers.badRequest(route.name(), bad.text());
        } catch (RouteError error) {
            return errors.envelope(409, error.union(), request.header(LOCALE));
        } catch (RuntimeException bug) {
            bugs.add(bug);
            return Answer.plain(500, "The simulator has a bug: " + bug);
        }
    }

    private static void requirePost(Route route, Request request) {
        if (!request.method().equals("POST")) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(),
                    "Your request's HTTP request method is \"" + request.method()
                            + "\". This function only accepts the HTTP request method \"POST\"."));
        }
    }

    private static Object body(Route route, Request request) {
        Optional<String> contentType = request.header("Content-Type");
        if (request.body().isEmpty() && contentType.isEmpty() && route.argument() == Shape.NOTHING) {
            return Json.NULL;
        }
        String type = contentType.orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
        if (!Set.of("application/json", "application/json;charset=utf-8", "text/plain;charset=dropbox-cors-hack")
                .contains(type)) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(),
                    "Bad HTTP \"Content-Type\" header: \"" + contentType.orElse("")
                            + "\". Expecting one of \"application/json\", \"application/json; charset=utf-8\","
                            + " \"text/plain; charset=dropbox-cors-hack\"."));
        }
        return Json.parse(request.body())
                .orElseThrow(() -> new BadInput("request body: could not decode input as JSON"));
    }

    private void record(Request request, String requestId, Outcome outcome, boolean effectApplied) {
        calls.add(new Call(
                world.now(),
                request.host(),
                request.method(),
                request.route(),
                request.header("Dropbox-API-Select-User"),
                request.header("Dropbox-API-Select-Admin"),
                request.isApi() ? request.body() : redacted(request),
                outcome.answer().map(Answer::status).orElse(0),
                requestId,
                effectApplied));
    }

    private static String redacted(Request request) {
        Map<String, String> parameters = request.allParameters();
        parameters.replaceAll((name, value) -> SECRET_FIELDS.contains(name) ? "[redacted]" : value);
        return Json.write(parameters);
    }

    /**
     * What goes out.
     *
     * @param answer empty if the connection is cut instead
     * @param truncated whether it breaks off in the middle of the body
     * @param delay how late it goes out
     */
    record Outcome(Optional<Answer> answer, boolean truncated, Duration delay) {
        static Outcome cut() {
            return new Outcome(Optional.empty(), false, Duration.ZERO);
        }

        private Outcome with(String requestId) {
            return new Outcome(answer.map(found -> found.with("X-Dropbox-Request-Id", requestId)), truncated, delay);
        }
    }
}
