package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Device;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.testkit.Levers;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** What the simulated team offers to the contract. Its jobs take some seconds of the clock, so they stand still unless it moves. */
final class SimulatorLevers implements Levers {

    static final Duration JOB = Duration.ofSeconds(5);

    private static final Pattern READS = Pattern.compile(
            ".*/(get_info(_v2)?|get_folder_metadata|get_custom_quota|list.*|get_events.*|job_status/.*|archive/check|get_values|get_available_.*|get_authenticated_.*|get_current_account|get_space_usage)");

    private static final List<String> PROOFS = List.of(CapabilityChecks.NO_MEMBER, CapabilityChecks.NO_FOLDER);

    private final DropboxSimulator simulator;
    private final TestClock clock;
    private final OtherClient other;
    private Optional<Integer> pageSize = Optional.empty();
    private boolean losesNextAnswer;

    SimulatorLevers(DropboxSimulator simulator, TestClock clock) {
        this.simulator = simulator;
        this.clock = clock;
        this.other = new OtherClient(simulator);
    }

    /** A client that asks for the pages that a test wants, and has the answer of its next request that writes lost. */
    OkHttpClient httpClient() {
        OkHttpClient.Builder client = simulator.clientWithoutSockets().newBuilder();
        client.interceptors().addAll(0, List.of(this::cutPages, this::loseAnswer)); // the last one answers
        return client.build();
    }

    private Response loseAnswer(Interceptor.Chain chain) throws IOException {
        String route = Routes.of(chain.request().url().uri());
        if (losesNextAnswer && writes(route)) {
            losesNextAnswer = false;
            simulator.inject(Fault.at(route).loseAnswer());
        }
        return chain.proceed(chain.request());
    }

    private Response cutPages(Interceptor.Chain chain) throws IOException {
        RequestBody body = chain.request().body();
        if (pageSize.isEmpty() || body == null) {
            return chain.proceed(chain.request());
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        String changed = buffer.readUtf8().replace("\"limit\":1000", "\"limit\":" + pageSize.get());
        return chain.proceed(chain.request()
                .newBuilder()
                .post(RequestBody.create(changed, body.contentType()))
                .build());
    }

    @Override
    public UserId activePerson(NewUser person) {
        String email = person.email().address();
        Json launch = other.call(
                "team/members/add_v2",
                "{\"new_members\":[{\"member_email\":\"" + email + "\",\"member_given_name\":\"" + person.givenName()
                        + "\",\"member_surname\":\"" + person.surname() + "\""
                        + person.externalId()
                                .map(it -> ",\"member_external_id\":\"" + it + "\"")
                                .orElse("")
                        + "}]}");
        String job = launch.field("async_job_id").text().orElseThrow();
        while (other.call("team/members/add/job_status/get_v2", "{\"async_job_id\":\"" + job + "\"}")
                .tag()
                .equals(Optional.of("in_progress"))) {
            clock.advance(JOB);
        }
        simulator.people().accept(email);
        return new UserId(profile("{\".tag\":\"email\",\"email\":\"" + email + "\"}")
                .field("team_member_id")
                .text()
                .orElseThrow());
    }

    private Json profile(String selector) {
        return other.call("team/members/get_info_v2", "{\"members\":[" + selector + "]}")
                .field("members_info")
                .items()
                .orElseThrow()
                .get(0)
                .field("profile");
    }

    private static String selector(UserId person) {
        return "{\".tag\":\"team_member_id\",\"team_member_id\":\"" + person + "\"}";
    }

    private String email(UserId person) {
        return profile(selector(person)).field("email").text().orElseThrow();
    }

    @Override
    public void changeEmail(UserId person, String email) {
        other.call(
                "team/members/set_profile_v2", "{\"user\":" + selector(person) + ",\"new_email\":\"" + email + "\"}");
    }

    @Override
    public void signIn(UserId person) {
        simulator.people().signIn(email(person));
    }

    @Override
    public void signInLate(UserId person, Instant at) {
        simulator.people().signIn(email(person), at);
    }

    @Override
    public void shareOutside(UserId person, String folder, String address, Instant at) {
        simulator.sharing().giveAccess(email(person), folder, at, address);
    }

    @Override
    public void expireCursors() {
        List.of(Routes.MORE_EVENTS, Routes.MORE_MEMBERS)
                .forEach(it -> simulator.inject(Fault.at(it).everyCall().resetCursor()));
    }

    @Override
    public void openWebSession(UserId person) {
        simulator.people().signIn(email(person));
    }

    @Override
    public void linkApp(UserId person, String name) {
        simulator.people().linkApp(email(person), name);
    }

    @Override
    public void linkDevice(UserId person) {
        simulator.people().linkDevice(email(person), Device.computer(Device.Computer.WINDOWS, "office-pc"));
    }

    @Override
    public void expireActivityCursors() {
        simulator.inject(Fault.at(Routes.MORE_EVENTS).everyCall().resetCursor());
    }

    /** As the team's log tells it. */
    @Override
    public boolean devicesWiped(UserId person) {
        return other
                .call("team_log/get_events", "{\"event_type\":\"device_unlink\"}")
                .field("events")
                .items()
                .orElseThrow()
                .stream()
                .filter(it -> it.field("context").field("team_member_id").text().equals(Optional.of(person.value())))
                .anyMatch(it -> it.field("details").field("delete_data").text().equals(Optional.of("true")));
    }

    @Override
    public void giveFiles(UserId person, int number) {
        String email = email(person);
        for (int i = 1; i <= number; i++) {
            simulator.people().addFile(email, "/" + i + ".txt", 1);
        }
    }

    @Override
    public void storeFile(UserId person, String path, long bytes) {
        simulator.people().addFile(email(person), path, bytes);
    }

    @Override
    public int files(UserId person) {
        return simulator.people().files(email(person)).size();
    }

    @Override
    public String group(String name) {
        return other.call("team/groups/create", "{\"group_name\":\"" + name + "\"}")
                .field("group_id")
                .text()
                .orElseThrow();
    }

    /** A team folder, since an admin can't change a person's. */
    @Override
    public SharedFolderId sharedFolder(String name) {
        return new SharedFolderId(other.call("team/team_folder/create", "{\"name\":\"" + name + "\"}")
                .field("team_folder_id")
                .text()
                .orElseThrow());
    }

    @Override
    public void freeLicenses(int number) {
        String taken = other.call("team/get_info", "null")
                .field("num_provisioned_users")
                .text()
                .orElseThrow();
        simulator.people().haveLicenses(Integer.parseInt(taken) + number);
    }

    @Override
    public void pageSize(int size) {
        pageSize = Optional.of(size);
    }

    @Override
    public void revokeCredential() {
        simulator.people().unlinkApp();
    }

    @Override
    public void withoutScope(Capability capability) {
        Scopes.ALL.with(capability).all().stream()
                .filter(it -> it.capability() == capability)
                .map(ScopeSpec::name)
                .forEach(simulator::untickScope);
    }

    @Override
    public void loseNextAnswer() {
        losesNextAnswer = true;
    }

    /** Jobs end only as time passes. */
    @Override
    public void holdJobs() {}

    @Override
    public void releaseJobs() {
        clock.advance(JOB);
    }

    @Override
    public void forgetJobs() {
        simulator.inject(Fault.at("team/members/remove/job_status/get").refuse("invalid_async_job_id"));
    }

    @Override
    public void passTime(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public int requests() {
        return simulator.calls().size();
    }

    /** Asking to end a session of nobody, to change a folder that there is not, or to take nobody off a list, which proves a right, can change nothing. */
    @Override
    public int writes() {
        return (int) simulator.calls().stream()
                .filter(it -> writes(it.route())
                        && PROOFS.stream().noneMatch(it.argument()::contains)
                        && !it.argument().equals("{}"))
                .count();
    }

    private static boolean writes(String route) {
        return !route.contains("oauth2/") && !READS.matcher(route).matches();
    }

    @Override
    public List<Secret> secrets() {
        return List.of(Secret.of(simulator.appSecret()));
    }
}
