package dev.gangway.examples.acme;

import dev.gangway.error.AnswerLostException;
import dev.gangway.http.Reply;
import dev.gangway.result.Cursor;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people of a team at Acme. Thread-safe. */
final class AcmeUsers implements UserLifecycle {

    private static final Role ADMIN = new Role("admin", "Admin", Role.Power.TEAM_ADMIN);
    private static final String AT_WORK = "Acme works on it in the background";

    private final AcmeApi api;

    AcmeUsers(AcmeApi api) {
        this.api = api;
    }

    public record Person(
            String id,
            String email,
            String givenName,
            String surname,
            String state,
            boolean admin,
            @Nullable String invited,
            @Nullable String joined,
            @Nullable String locked) {

        User user() {
            UserStatus status = status(state);
            User user = User.of(new UserId(id), email, status)
                    .named(givenName, surname)
                    .withStatus(status, time(invited), time(joined), time(locked))
                    .withRoles(admin ? List.of(ADMIN) : List.of());
            return status.isOnTeam() ? user.withLicenseType(AcmeLicenses.TYPE) : user;
        }
    }

    public record People(List<Person> people, @Nullable String next) {

        Page<User> page() {
            return new Page<>(
                    people.stream().map(Person::user).toList(),
                    Optional.ofNullable(next).map(Cursor::new));
        }
    }

    public record Job(String id, String state, @Nullable String error) {}

    static UserStatus status(String state) {
        return switch (state) {
            case "pending" -> UserStatus.INVITED;
            case "active" -> UserStatus.ACTIVE;
            case "locked" -> UserStatus.SUSPENDED;
            case "archived" -> UserStatus.REMOVED_RECOVERABLE;
            case "deleted" -> UserStatus.REMOVED;
            default -> UserStatus.OTHER; // nothing destructive is done to somebody whose status isn't understood
        };
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    @Override
    public Optional<User> find(UserRef user) {
        if (user instanceof UserRef.Id it) {
            Reply reply = api.get("people/get", "/v1/people/" + AcmeApi.encoded(it.id()));
            return reply.status() == 404
                    ? Optional.empty()
                    : Optional.of(AcmeApi.read(reply, Person.class, Person::user));
        }
        if (user instanceof UserRef.Email it) {
            Reply reply = api.get("people/find", "/v1/people?email=" + AcmeApi.encoded(it.address()));
            return AcmeApi.read(reply, People.class, People::page).items().stream()
                    .findFirst(); // Acme names who is on the team first
        }
        return Optional.empty(); // Acme keeps no external ids
    }

    @Override
    public Page<User> list(Cursor cursor) {
        Reply reply = api.get("people/list", "/v1/people?after=" + AcmeApi.encoded(cursor.value()));
        return AcmeApi.read(reply, People.class, People::page);
    }

    @Override
    public Outcome<UserId> onboard(NewUser newUser) {
        Reply reply = api.post(
                "people/invite",
                "/v1/people",
                Map.of(
                        "email", newUser.email().address(),
                        "givenName", newUser.givenName(),
                        "surname", newUser.surname(),
                        "mail", newUser.invitationMail()));
        if (reply.successful()) {
            return Outcome.done(AcmeApi.read(reply, Person.class, Person::user).id());
        }
        String code = AcmeApi.code(reply);
        return code.equals("duplicate") ? duplicate(newUser) : no(code);
    }

    /** Acme says so of members and of people in its archive alike: only a look tells. */
    private Outcome<UserId> duplicate(NewUser newUser) {
        Optional<User> known = find(newUser.email());
        if (known.filter(it -> it.status().isOnTeam()).isPresent()) {
            return Outcome.alreadyDone(known.get().id());
        }
        boolean recoverable = known.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                .isPresent();
        return Outcome.refusedByProvider(recoverable ? Reason.RECOVERABLE_LEAVER : Reason.EMAIL_IN_USE, "duplicate");
    }

    @Override
    public Outcome<UserId> suspend(UserId user, Devices devices) {
        return change("lock", user, Map.of("wipeDevices", devices == Devices.WIPE));
    }

    @Override
    public Outcome<UserId> unsuspend(UserId user) {
        return change("unlock", user, Map.of());
    }

    @Override
    public Outcome<UserId> recover(UserId user) {
        return change("restore", user, Map.of());
    }

    @Override
    public Optional<Duration> recoveryWindow() {
        return Optional.of(Duration.ofDays(30)); // documented at https://acme.example/help/archive
    }

    @Override
    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
        boolean wipe = handling.devices() == Devices.WIPE; // always sent: Acme's own default is to wipe
        if (handling instanceof DataHandling.Transfer it) {
            String recipient = it.recipient().asId().orElseThrow().value();
            return change("remove", leaver, Map.of("files", "move", "to", recipient, "wipeDevices", wipe));
        }
        if (handling instanceof DataHandling.KeepAsPersonalAccount) {
            return Outcome.refused(Reason.NOT_SUPPORTED, "Acme has no personal accounts. Move the files instead.");
        }
        String files = handling instanceof DataHandling.KeepRecoverable ? "keep" : "delete";
        return change("remove", leaver, Map.of("files", files, "wipeDevices", wipe));
    }

    private Outcome<UserId> change(String verb, UserId user, Map<String, Object> body) {
        Reply reply = api.post("people/" + verb, "/v1/people/" + AcmeApi.encoded(user) + "/" + verb, body);
        if (reply.status() == 202) {
            String job = AcmeApi.read(reply, Job.class, Job::id);
            return Outcome.unsettled(new JobHandle("acme/" + user + "/" + job), AT_WORK);
        }
        return reply.successful() ? Outcome.done(user) : noOrAlready(user, AcmeApi.code(reply));
    }

    @Override
    public Outcome<UserId> poll(JobHandle handle) {
        String[] parts = handle.value().split("/", 3);
        if (parts.length != 3 || !parts[0].equals("acme")) {
            throw new IllegalArgumentException("This handle is not one of Acme's: " + handle);
        }
        UserId user = new UserId(parts[1]);
        Reply reply = api.get("jobs/get", "/v1/jobs/" + AcmeApi.encoded(parts[2]));
        if (reply.status() == 404) {
            throw new AnswerLostException("Acme no longer knows the job " + parts[2] + ".", reply.requestId());
        }
        return AcmeApi.read(reply, Job.class, job -> switch (job.state()) {
            case "running" -> Outcome.<UserId>unsettled(handle, AT_WORK);
            case "done" -> Outcome.done(user);
            case "failed" -> noOrAlready(user, Objects.requireNonNull(job.error()));
            default -> throw new IllegalArgumentException("an unknown state of a job");
        });
    }

    private static Outcome<UserId> noOrAlready(UserId user, String code) {
        return code.equals("already") ? Outcome.alreadyDone(user) : no(code);
    }

    private static Outcome<UserId> no(String code) {
        return Outcome.refusedByProvider(
                switch (code) {
                    case "no_such_person" -> Reason.USER_NOT_FOUND;
                    case "no_license" -> Reason.NO_LICENSE_AVAILABLE;
                    case "not_joined" -> Reason.ONLY_INVITED;
                    case "not_on_team" -> Reason.NOT_ON_TEAM;
                    case "last_admin" -> Reason.LAST_ADMIN;
                    case "bad_recipient" -> Reason.RECIPIENT_UNSUITABLE;
                    case "too_late" -> Reason.NOT_RECOVERABLE;
                    default -> Reason.OTHER;
                },
                code);
    }
}
