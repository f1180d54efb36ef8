package dev.gangway.figures;

import static dev.gangway.figures.LifecycleFault.atIntent;
import static dev.gangway.figures.LifecycleFault.lasting;
import static dev.gangway.figures.LifecycleFault.sending;
import static dev.gangway.figures.LifecycleFault.simulated;

import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.Fault.RateLimit;
import dev.gangway.error.StoreException;
import dev.gangway.figures.Told.How;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import dev.gangway.user.DataHandling;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor.Chain;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/** Every fault of the lifecycle's half of the matrix. */
final class LifecycleFaults {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long TOO_BIG = 33L << 20;
    private static final String LIST = "team/members/list_v2";
    private static final String NO_LIST = "reads no list of the team";
    private static final String NO_PLAN = "has no plan: it is read and sent in one call";

    private final List<LifecycleFault> all = new ArrayList<>();

    private LifecycleFaults() {
        transport();
        statuses();
        limits();
        credentials();
        refusals();
        bodies();
        batches();
        jobs();
        readings();
        kills();
        storeAndTime();
    }

    static List<LifecycleFault> all() {
        return List.copyOf(new LifecycleFaults().all);
    }

    private LifecycleFault add(LifecycleFault fault) {
        all.add(fault);
        return fault;
    }

    /** A request that may or may not have arrived; what moves files is never sent again, so it may end without. */
    private LifecycleFault unclear(LifecycleFault fault) {
        return add(fault.mayEnd(How.PARTLY, How.REFUSED));
    }

    private void transport() {
        add(new LifecycleFault("nothing")).isMet = false;
        add(sending("no connection, no byte sent", (cell, node, chain) -> {
            throw new UnknownHostException("api.dropboxapi.com");
        }));
        unclear(simulated("reset while sending", Fault.Place::cutBeforeHandling));
        unclear(simulated("done, connection dropped", Fault.Place::loseAnswer));
        unclear(sending("done, answer too late", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            cell.company.clock.advance(CALL);
            throw new SocketTimeoutException("timeout");
        }));
        unclear(sending("not done, timeout", (cell, node, chain) -> {
            chain.getEventListener().requestHeadersStart(chain.call());
            cell.company.clock.advance(CALL);
            throw new SocketTimeoutException("timeout");
        }));
    }

    private void statuses() {
        for (int status : new int[] {500, 502, 503, 504}) {
            unclear(simulated(status + " before the effect", at -> at.serverError(status)));
            unclear(simulated(status + " after the effect", at -> at.serverErrorAfterEffect(status)));
        }
        unclear(sending("503, Retry-After 0", (cell, node, chain) -> answer(chain, 503, "", "Retry-After", "0")));
        unclear(sending("503, Retry-After 0, after the effect", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            return answer(chain, 503, "", "Retry-After", "0");
        }));
        unclear(sending("408", (cell, node, chain) -> answer(chain, 408, "", "X-None", "none")));
        unclear(sending(
                "307", (cell, node, chain) -> answer(chain, 307, "", "Location", "https://api.dropboxapi.com/2/x")));
    }

    private void limits() {
        add(simulated("429, seconds", at -> at.rateLimited(Duration.ofSeconds(7))));
        add(sending("429, date", (cell, node, chain) -> {
            Instant until = cell.company.clock.instant().plusSeconds(9);
            cell.dropbox().inject(Fault.at(cell.operation.route).rateLimited(RateLimit.until(until)));
            return chain.proceed(chain.request());
        }));
        add(sending("429, in the body", (cell, node, chain) -> {
            cell.waitUntil(cell.company.clock.instant().plusSeconds(11));
            return answer(
                    chain,
                    429,
                    "{\"error_summary\":\"too_many_requests/\",\"error\":{\"reason\":{\".tag\":\"too_many_requests\"},"
                            + "\"retry_after\":11}}",
                    "Content-Type",
                    "application/json");
        }));
        add(simulated(
                "429, no time said",
                at -> at.rateLimited(RateLimit.withoutHeader().inPlainText())));
        add(simulated("429, longer than the deadline", at -> at.rateLimited(Duration.ofHours(6))))
                .over(cell -> cell.company.clock.advance(Duration.ofHours(6)));
    }

    private void credentials() {
        add(simulated("401, token expired", Fault.Place::expireToken));
        add(simulated("401, grant revoked; reconnected then", Fault.Place::revokeGrant))
                .over(cell -> cell.company.reconnect());
        add(simulated("401, scope missing", Fault.Place::missingScope));
        add(simulated("403, access denied", at -> at.denyAccess("team_access_denied")));
        for (String tag : List.of("invalid_select_admin", "user_suspended")) {
            add(sending(
                    "401, " + tag,
                    (cell, node, chain) -> answer(
                            chain,
                            401,
                            "{\"error_summary\":\"" + tag + "/\",\"error\":{\".tag\":\"" + tag + "\"}}",
                            "Content-Type",
                            "application/json")));
        }
    }

    private void refusals() {
        add(sending("409, a typed refusal", (cell, node, chain) -> {
                    cell.dropbox().inject(refusal(cell.operation));
                    return chain.proceed(chain.request());
                }))
                .mayEnd(How.REFUSED, How.PARTLY);
        add(simulated("409, a refusal of tomorrow", at -> at.unknownErrorTag("too_windy")))
                .mayEnd(How.REFUSED, How.PARTLY);
        add(simulated("409, not on the team, at the first try", at -> at.refuse("user_not_in_team")))
                .mayEnd(How.REFUSED, How.PARTLY)
                .notFor(LifecycleOperation::onboards, "nobody is on the team yet");
        unclear(sending("409, not on the team, after a lost answer", (cell, node, chain) -> {
                    cell.oldReadingsFor(Duration.ofHours(1));
                    chain.proceed(chain.request()).close();
                    throw new SocketTimeoutException("timeout");
                }))
                .maySendAgain()
                .afterPlanning(LifecycleCell::remembersReadings)
                .nextSending(cell -> cell.oldReadingsFor(Duration.ofSeconds(20)))
                .over(cell -> cell.oldReadingsFor(Duration.ZERO));
    }

    private static Fault refusal(LifecycleOperation operation) {
        Fault.Place at = Fault.at(operation.route);
        return switch (operation) {
            case SUSPEND -> at.refuse("suspend_last_admin");
            case UNSUSPEND -> at.refuse("team_license_limit");
            case ROLE -> at.refuse("cannot_set_permissions");
            case ONBOARD, ONBOARD_BATCH -> at.refuseItems("user_on_another_team");
            case REMOVE -> at.refuse("email_address_too_long_to_be_disabled");
            case REMOVE_TRANSFER, TRANSFER_AFTERWARDS -> at.refuse("recipient_not_verified");
        };
    }

    private void bodies() {
        unclear(simulated("half a body", Fault.Place::truncateBody));
        unclear(simulated("HTML", at -> at.wrongBody("text/html", "<html>oops</html>")));
        unclear(simulated("no body", at -> at.wrongBody("application/json", "")));
        unclear(simulated("a body of another type", at -> at.wrongBody("application/json", "[17]")));
        unclear(simulated("a tag of tomorrow", at -> at.unknownTag("too_windy")))
                .notFor(it -> !it.canBeAJob(), "the answer has no tag");
        unclear(sending("a body of 33 MiB", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            return answer(chain, 200, Okio.buffer(new Spaces()));
        }));
        unclear(sending("a body 10,000 deep", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            return answer(chain, 200, new Buffer().writeUtf8("[".repeat(10_000)));
        }));
    }

    private void batches() {
        batch("an item missing", items -> items.subList(1, items.size()));
        batch("an item too many", items -> {
            List<String> more = new ArrayList<>(items);
            more.add(items.get(0).replace("@example.com", "@stranger.example"));
            return more;
        });
        batch("the items in another order", items -> {
            List<String> turned = new ArrayList<>(items);
            Collections.reverse(turned);
            return turned;
        });
        batch("an item twice", items -> {
            List<String> twice = new ArrayList<>(items);
            twice.add(items.get(0));
            return twice;
        });
    }

    /** Changes the items of an answer, of which the struck person's comes first. */
    private void batch(String name, UnaryOperator<List<String>> change) {
        add(sending(name, (cell, node, chain) -> {
                    Response response = chain.proceed(chain.request());
                    String body = response.body().string();
                    List<String> items = new ArrayList<>(Items.of("complete", body));
                    items.sort((one, other) ->
                            Boolean.compare(other.contains(cell.target()), one.contains(cell.target())));
                    String changed = body.replace(
                            String.join(",", Items.of("complete", body)), String.join(",", change.apply(items)));
                    return answer(chain, 200, changed, "Content-Type", "application/json");
                }))
                .strikesOneItem()
                .notFor(it -> it != LifecycleOperation.ONBOARD_BATCH, "the answer has no items");
    }

    private void jobs() {
        String no = "Dropbox does it at once, never as a job";
        add(new LifecycleFault("a job, nothing wrong")).withJobs().notFor(it -> !it.canBeAJob(), no).isMet = false;
        add(simulated("a job that never ends", Fault.Place::stuckJob))
                .withJobs()
                .mayEnd(How.UNSETTLED, How.PARTLY, How.REFUSED)
                .mayStayOpen()
                .notFor(it -> !it.canBeAJob(), no);
        add(simulated("a job that fails", Fault.Place::failJob))
                .withJobs()
                .jobDoesNothing()
                .mayEnd(How.REFUSED, How.PARTLY, How.UNSETTLED)
                .mayStayOpen()
                .notFor(it -> !it.canBeAJob(), no);
        unclear(simulated("a job that works and fails", Fault.Place::failJobAfterEffect))
                .withJobs()
                .notFor(it -> !it.canBeAJob(), no);
        unclear(sending("a job that is forgotten", (cell, node, chain) -> {
                    cell.dropbox().inject(Fault.at(poll(cell.operation)).refuse("invalid_async_job_id"));
                    return chain.proceed(chain.request());
                }))
                .withJobs()
                .notFor(it -> !it.canBeAJob(), no);
    }

    private static String poll(LifecycleOperation operation) {
        return operation.onboards()
                ? "team/members/add/job_status/get_v2"
                : operation == LifecycleOperation.TRANSFER_AFTERWARDS
                        ? "team/members/move_former_member_files/job_status/check"
                        : "team/members/remove/job_status/get";
    }

    private void readings() {
        add(sending("readings are 30 seconds old", (cell, node, chain) -> {
                    cell.oldReadingsFor(Duration.ofSeconds(30));
                    return chain.proceed(chain.request());
                }))
                .afterPlanning(LifecycleCell::remembersReadings)
                .over(cell -> cell.company.clock.advance(Duration.ofSeconds(30)));
        list(lasting(
                "the list has an empty page",
                cell -> cell.dropbox().inject(Fault.at(LIST).emptyPage())));
        list(lasting("the list has everybody twice", cell -> {}).reading((cell, chain) -> {
            if (!isList(chain)) {
                return Optional.empty();
            }
            String body = body(chain);
            String people = String.join(",", Items.of("members", body));
            return Optional.of(answer(
                    chain, 200, body.replace(people, people + "," + people), "Content-Type", "application/json"));
        }));
        list(lasting("the list's cursor is not good any more", cell -> {
            cell.dropbox().inject(Fault.at(LIST).emptyPage());
            cell.dropbox().inject(Fault.at("team/members/list/continue_v2").refuse("reset"));
        }));
        list(lasting("the list ends too early", cell -> {})
                .anybodyMayEnd(How.REFUSED)
                .reading((cell, chain) -> isList(chain)
                        ? Optional.of(answer(
                                chain,
                                200,
                                "{\"members\":[],\"cursor\":\"c\",\"has_more\":false}",
                                "Content-Type",
                                "application/json"))
                        : Optional.empty()));
        changed(
                "became an admin meanwhile",
                (cell, other) -> other.assignRoles(
                        UserRef.id(cell.id(cell.target())),
                        List.of(other.roles().get(0).id())));
        changed(
                "was suspended meanwhile",
                (cell, other) -> cell.dropbox().console().suspend(cell.target()));
        changed(
                "left meanwhile",
                (cell, other) -> other.execute(other.planOffboarding(
                                UserRef.id(cell.id(cell.target())),
                                DataHandling.keepRecoverable().keepingDevices())
                        .confirmedBy(Company.ACTOR)));
    }

    private static boolean isList(Chain chain) {
        return chain.request().url().encodedPath().endsWith("/" + LIST);
    }

    private static String body(Chain chain) {
        try {
            return chain.proceed(chain.request()).body().string();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void list(LifecycleFault fault) {
        add(fault).onAdmins().notFor(it -> it.onboards() || it == LifecycleOperation.UNSUSPEND, NO_LIST);
    }

    private void changed(String name, java.util.function.BiConsumer<LifecycleCell, Users> change) {
        add(lasting(
                        "the person " + name,
                        cell -> change.accept(cell, cell.other().users())))
                .mayEnd(How.REFUSED)
                .othersChangeTargets()
                .notFor(it -> !it.isBulk(), NO_PLAN);
    }

    private void kills() {
        add(atIntent("killed before the intent", true, (cell, node) -> node.die()));
        unclear(atIntent("killed after the intent", false, (cell, node) -> node.die()));
        unclear(sending("killed while sending", (cell, node, chain) -> {
            node.die();
            throw new IOException("never");
        }));
        unclear(sending("killed after sending", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            node.die();
            throw new IOException("never");
        }));
        unclear(sending("killed after the answer", (cell, node, chain) -> {
            Response response = chain.proceed(chain.request());
            node.dieLater(true);
            return response;
        }));
        unclear(sending("killed after the answer was noted", (cell, node, chain) -> {
            Response response = chain.proceed(chain.request());
            node.dieLater(false);
            return response;
        }));
    }

    private void storeAndTime() {
        add(atIntent("the store fails at the intent", true, (cell, node) -> {
            throw new StoreException("the disk is full", null);
        }));
        unclear(sending("the store fails after sending", (cell, node, chain) -> {
            Response response = chain.proceed(chain.request());
            node.beforeNextWriting(() -> {
                throw new StoreException("the disk is full", null);
            });
            return response;
        }));
        add(atIntent(
                        "paused for two hours before sending",
                        false,
                        (cell, node) -> cell.company.clock.advance(Duration.ofHours(2))))
                .mayEnd(How.PARTLY, How.REFUSED);
        unclear(sending("interrupted while waiting", (cell, node, chain) -> {
            chain.proceed(chain.request()).close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }));
        unclear(sending("interrupted before the answer, not done", (cell, node, chain) -> {
            chain.getEventListener().requestHeadersStart(chain.call());
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }));
        deadlines();
        unclear(sending("the clock jumps a day, before", (cell, node, chain) -> {
            cell.company.clock.advance(DAY);
            return chain.proceed(chain.request());
        }));
        unclear(sending("the clock jumps a day, after", (cell, node, chain) -> {
            Response response = chain.proceed(chain.request());
            cell.company.clock.advance(DAY);
            return response;
        }));
        skewed("the other clock is an hour ahead", Duration.ofHours(1));
        skewed("the other clock is an hour behind", Duration.ofHours(-1));
    }

    private void deadlines() {
        unclear(sending("the deadline ends while waiting", (cell, node, chain) -> {
                    chain.proceed(chain.request()).close();
                    cell.company.clock.advance(Duration.ofMinutes(30));
                    throw new SocketTimeoutException("timeout");
                }))
                .around((time, work) ->
                        Deadline.in(Duration.ofMinutes(20), time).during(work));
        Deadline[] deadline = new Deadline[1];
        unclear(sending("cancelled while waiting", (cell, node, chain) -> {
                    chain.proceed(chain.request()).close();
                    deadline[0].cancel();
                    throw new IOException("Canceled");
                }))
                .around((time, work) -> {
                    deadline[0] = Deadline.in(Duration.ofDays(400), time);
                    return deadline[0].during(work);
                });
    }

    private void skewed(String name, Duration by) {
        LifecycleFault fault = add(new LifecycleFault(name))
                .secondClock(clock -> new Time() {
                    @Override
                    public Instant instant() {
                        return clock.instant().plus(by);
                    }

                    @Override
                    public void sleep(Duration duration) throws InterruptedException {
                        clock.sleep(duration);
                    }
                })
                .mayEnd(How.PARTLY);
        fault.isMet = false;
    }

    private static Response answer(Chain chain, int status, String body, String header, String value) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_2)
                .code(status)
                .message("")
                .header(header, value)
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }

    private static Response answer(Chain chain, int status, okio.BufferedSource body) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_2)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json"), -1))
                .build();
    }

    /** The items of an answer about several people, as text. */
    private record Items(List<String> all) {
        static List<String> of(String field, String body) {
            int at = body.indexOf('[', body.indexOf("\"" + field + "\":")) + 1;
            List<String> items = new ArrayList<>();
            int depth = 0;
            int from = at;
            for (int i = at; i < body.length() && depth >= 0; i++) {
                char c = body.charAt(i);
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                if (depth == 0 && c == '}') {
                    items.add(body.substring(from, i + 1));
                    from = i + 2;
                }
            }
            return items;
        }
    }

    /** Nothing but spaces. */
    private static final class Spaces implements Source {
        private static final byte[] SOME = " ".repeat(64 << 10).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        private long left = TOO_BIG;

        @Override
        public long read(Buffer sink, long byteCount) {
            if (left <= 0) {
                return -1;
            }
            sink.write(SOME);
            left -= SOME.length;
            return SOME.length;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
