package dev.gangway.examples.acme;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A team at Acme and its rules, without any HTTP. Not thread-safe; {@link FakeAcme} lets one request in at a time. */
final class AcmeTeam {

    private static final Duration ARCHIVED_FOR = Duration.ofDays(30);

    final Map<String, Person> people = new LinkedHashMap<>();
    final List<SignIn> signIns = new ArrayList<>();
    final Map<String, Job> jobs = new HashMap<>();
    int licenses = 20;
    boolean holdsJobs;

    private final InstantSource time;
    private int lastId;

    AcmeTeam(InstantSource time) {
        this.time = time;
        add("olga@example.com", "Olga", "Berg", "active").admin = true;
    }

    static final class Person {
        final String id;
        final String givenName;
        final String surname;
        String email;
        String state;
        boolean admin;
        Instant since;
        int files;
        boolean device;
        boolean wiped;

        Person(String id, String email, String givenName, String surname, String state, Instant since) {
            this.id = id;
            this.email = email;
            this.givenName = givenName;
            this.surname = surname;
            this.state = state;
            this.since = since;
        }

        boolean isOnTeam() {
            return state.equals("pending") || state.equals("active") || state.equals("locked");
        }
    }

    record SignIn(String person, Instant at) {}

    /** Work in the background. */
    static final class Job {
        private final Runnable work;
        private boolean done;

        Job(Runnable work) {
            this.work = work;
        }

        String state() {
            return done ? "done" : "running";
        }

        void finish() {
            if (!done) {
                done = true;
                work.run();
            }
        }
    }

    /** What came of a request: a refusal's code, or nothing to say, or a job. */
    record Result(Optional<String> refusal, Optional<String> job, Optional<Person> person) {
        static Result refused(String code) {
            return new Result(Optional.of(code), Optional.empty(), Optional.empty());
        }

        static Result about(Person person) {
            return new Result(Optional.empty(), Optional.empty(), Optional.of(person));
        }
    }

    Person add(String email, String givenName, String surname, String state) {
        lastId++;
        Person person = new Person("p-" + lastId, email, givenName, surname, state, time.instant());
        people.put(person.id, person);
        return person;
    }

    /** An archived person is deleted when the time is over. */
    Stream<Person> everybody() {
        return people.values().stream().peek(it -> {
            if (it.state.equals("archived") && !time.instant().isBefore(it.since.plus(ARCHIVED_FOR))) {
                it.state = "deleted";
            }
        });
    }

    Optional<Person> person(String id) {
        return everybody().filter(it -> it.id.equals(id)).findFirst();
    }

    /** Who is on the team first, then who is in the archive. */
    List<Person> withEmail(String email) {
        return Stream.of(true, false)
                .flatMap(aboard -> everybody()
                        .filter(it -> it.email.equalsIgnoreCase(email) && it.isOnTeam() == aboard)
                        .filter(it -> !it.state.equals("deleted")))
                .toList();
    }

    long taken() {
        return everybody().filter(Person::isOnTeam).count();
    }

    Result invite(String email, String givenName, String surname) {
        if (!withEmail(email).isEmpty()) {
            return Result.refused("duplicate");
        }
        return taken() >= licenses
                ? Result.refused("no_license")
                : Result.about(add(email, givenName, surname, "pending"));
    }

    Result lock(Person person, boolean wipe) {
        if (!person.state.equals("active")) {
            return notActive(person, "locked");
        }
        if (isLastAdmin(person)) {
            return Result.refused("last_admin");
        }
        person.wiped |= wipe && person.device;
        return become(person, "locked");
    }

    Result unlock(Person person) {
        return person.state.equals("locked") ? become(person, "active") : notActive(person, "active");
    }

    private static Result notActive(Person person, String wanted) {
        if (person.state.equals(wanted)) {
            return Result.refused("already");
        }
        return Result.refused(person.state.equals("pending") ? "not_joined" : "not_on_team");
    }

    Result restore(Person person) {
        if (person.isOnTeam()) {
            return Result.refused("already");
        }
        if (person.state.equals("deleted")) {
            return Result.refused("too_late");
        }
        return taken() >= licenses ? Result.refused("no_license") : become(person, "active");
    }

    /** Removing is always a job. */
    Result remove(Person person, String files, Optional<String> recipient, boolean wipe) {
        if (!person.isOnTeam()) {
            return Result.refused("already");
        }
        if (isLastAdmin(person)) {
            return Result.refused("last_admin");
        }
        boolean pending = person.state.equals("pending");
        if (files.equals("move")) {
            if (pending) {
                return Result.refused("not_joined");
            }
            if (recipient
                    .flatMap(this::person)
                    .filter(it -> it.state.equals("active") && it != person)
                    .isEmpty()) {
                return Result.refused("bad_recipient");
            }
        }
        return job(() -> {
            if (files.equals("move")) {
                recipient.flatMap(this::person).orElseThrow().files += person.files;
            }
            if (!files.equals("keep")) {
                person.files = 0;
            }
            person.wiped |= wipe && person.device;
            become(person, files.equals("keep") && !pending ? "archived" : "deleted");
        });
    }

    private Result job(Runnable work) {
        Job job = new Job(work);
        String id = "job-" + (jobs.size() + 1);
        jobs.put(id, job);
        if (!holdsJobs) {
            job.finish();
        }
        return new Result(Optional.empty(), Optional.of(id), Optional.empty());
    }

    int finishJobs() {
        jobs.values().forEach(Job::finish);
        return jobs.size();
    }

    int forgetJobs() {
        int forgotten = jobs.size();
        jobs.clear();
        return forgotten;
    }

    private boolean isLastAdmin(Person person) {
        return person.admin && everybody().noneMatch(it -> it != person && it.admin && it.state.equals("active"));
    }

    Result become(Person person, String state) {
        person.state = state;
        person.since = time.instant();
        return Result.about(person);
    }

    Result on(String id, Function<Person, Result> request) {
        return person(id).map(request).orElseGet(() -> Result.refused("no_such_person"));
    }
}
