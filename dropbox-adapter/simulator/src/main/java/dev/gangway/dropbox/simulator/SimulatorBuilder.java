package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Choices for a simulator. Not thread-safe. */
public final class SimulatorBuilder {
    private TeamSetup setup = TeamSetup.small();
    private InstantSource clock = InstantSource.system();
    private int port;
    private long seed = 1;
    private JobStyle jobStyle = JobStyle.AT_RANDOM;
    private int jobPolls = 2;
    private Duration jobDuration = Duration.ZERO;
    private boolean revokesTeamTokens = true;
    private boolean findsRemovedMembers = true;
    private boolean disablesAddresses;
    private boolean lowersAddresses;
    private boolean refusesRepeatedHeaders;
    private boolean sockets = true;
    private final Set<String> unticked = new HashSet<>();
    private final List<URI> redirectUris = new ArrayList<>(
            List.of(URI.create("http://localhost/callback"), URI.create("https://app.example.com/callback")));

    SimulatorBuilder() {}

    /**
     * The team to start with; {@link TeamSetup#small()} by default.
     *
     * @param team the setup
     * @return this builder
     */
    public SimulatorBuilder team(TeamSetup team) {
        setup = Objects.requireNonNull(team, "team");
        return this;
    }

    /**
     * The clock by which tokens, cursors and recovery windows run out; the system's by default.
     *
     * @param source the clock
     * @return this builder
     */
    public SimulatorBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * The port to listen on; by default 0, any free one.
     *
     * @param number 0 to 65535
     * @return this builder
     */
    public SimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * The seed of all chance: identifiers, dots, whether a call becomes a job; 1 by default.
     *
     * @param number any number
     * @return this builder
     */
    public SimulatorBuilder seed(long number) {
        seed = number;
        return this;
    }

    /**
     * When work becomes a job; {@link JobStyle#AT_RANDOM} by default.
     *
     * @param style the style
     * @return this builder
     */
    public SimulatorBuilder jobs(JobStyle style) {
        jobStyle = Objects.requireNonNull(style, "style");
        return this;
    }

    /**
     * How long jobs take. A job ends when it was polled often enough and its time is over; other API calls count as polls too,
     * since the real service doesn't wait to be asked.
     *
     * @param polls how many polls are answered {@code in_progress}; 2 by default
     * @param duration how long it takes at least, on the clock; zero by default
     * @return this builder
     */
    public SimulatorBuilder jobsTake(int polls, Duration duration) {
        jobPolls = polls;
        jobDuration = Objects.requireNonNull(duration, "duration");
        return this;
    }

    /**
     * Whether {@code auth/token/revoke} takes a bare team token (the default), or refuses it with status 400 as was reported in
     * 2017; which of the two is true today is not known.
     *
     * @param accepted whether
     * @return this builder
     */
    public SimulatorBuilder revokesTeamTokens(boolean accepted) {
        revokesTeamTokens = accepted;
        return this;
    }

    /**
     * Whether {@code team/members/get_info} finds removed members (the default) or answers {@code id_not_found} for them; which of
     * the two is true is not known. Other routes' selectors find them in any case.
     *
     * @param found whether
     * @return this builder
     */
    public SimulatorBuilder findsRemovedMembers(boolean found) {
        findsRemovedMembers = found;
        return this;
    }

    /**
     * Whether the address that is shown for a removed member is made unusable, as an error tag of the specification suggests, or
     * stays what it was (the default); which of the two is true is not known. Selectors find former members by their old address
     * in any case, until somebody else has it. A converted account keeps its address.
     *
     * @param disabled whether
     * @return this builder
     */
    public SimulatorBuilder disablesAddressesOfRemovedMembers(boolean disabled) {
        disablesAddresses = disabled;
        return this;
    }

    /**
     * Whether addresses are shown in lower case, whatever case they came in, or as they came (the default); which of the two is
     * true is not known. They match in any case.
     *
     * @param lowered whether
     * @return this builder
     */
    public SimulatorBuilder lowersAddresses(boolean lowered) {
        lowersAddresses = lowered;
        return this;
    }

    /**
     * Whether a Select header that comes more than once with the same value, as the official client sends it on a second attempt,
     * is refused with status 400 or tolerated (the default); which of the two is true is not known. Different values are always
     * refused.
     *
     * @param refused whether
     * @return this builder
     */
    public SimulatorBuilder refusesRepeatedSelectHeaders(boolean refused) {
        refusesRepeatedHeaders = refused;
        return this;
    }

    /**
     * A scope that the app doesn't have; by default it has all that the simulator knows.
     *
     * @param scope e.g. {@code members.delete}
     * @return this builder
     */
    public SimulatorBuilder withoutScope(String scope) {
        unticked.add(Objects.requireNonNull(scope, "scope"));
        return this;
    }

    /**
     * One more redirect URI of the app, besides {@code http://localhost/callback} and {@code https://app.example.com/callback}.
     *
     * @param redirectUri must then be given exactly so
     * @return this builder
     */
    public SimulatorBuilder redirectUri(URI redirectUri) {
        redirectUris.add(Objects.requireNonNull(redirectUri, "redirectUri"));
        return this;
    }

    /**
     * Doesn't listen, so that thousands of simulators start and end in no time: only {@link DropboxSimulator#clientWithoutSockets()} reaches it,
     * and what tells of its port or its certificate is an {@code IllegalStateException}.
     *
     * @return this builder
     */
    public SimulatorBuilder withoutSockets() {
        sockets = false;
        return this;
    }

    /**
     * Starts it.
     *
     * @return the running simulator
     * @throws java.io.UncheckedIOException if the port isn't free
     */
    public DropboxSimulator start() {
        Set<String> scopes = Scopes.all();
        scopes.removeAll(unticked);
        return new DropboxSimulator(
                setup,
                clock,
                new Options(
                        port,
                        seed,
                        jobStyle,
                        jobPolls,
                        jobDuration,
                        revokesTeamTokens,
                        findsRemovedMembers,
                        disablesAddresses,
                        lowersAddresses,
                        refusesRepeatedHeaders,
                        Set.copyOf(scopes),
                        List.copyOf(redirectUris)),
                sockets);
    }
}
