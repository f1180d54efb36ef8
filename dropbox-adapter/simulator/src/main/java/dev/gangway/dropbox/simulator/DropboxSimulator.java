package dev.gangway.dropbox.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A Dropbox team on a local port: HTTPS and JSON as the real service speaks them, a consent page, one team that remembers what was
 * done to it. Knows no client and serves any.
 *
 * <pre>{@code
 * try (DropboxSimulator simulator = DropboxSimulator.start(TeamSetup.small())) {
 *     OkHttpClient client = simulator.httpClient();   // reaches it under https://api.dropboxapi.com
 *     ...
 * }
 * }</pre>
 *
 * <p>Listens on the loopback interface only. Its threads keep the JVM alive until {@link #close()}. Thread-safe.
 */
public final class DropboxSimulator implements AutoCloseable {
    private static final String[] NAMES = {
        "api.dropboxapi.com",
        "api.dropbox.com",
        "content.dropboxapi.com",
        "notify.dropboxapi.com",
        "www.dropbox.com",
        "localhost",
        "127.0.0.1",
        "::1"
    };

    private final World world;
    private final FaultScript faults = new FaultScript();
    private final CallLog calls = new CallLog();
    private final HeldCertificate authority;
    private final HandshakeCertificates clientCertificates;
    private final Shell shell;
    private final Wire wire;
    private final String refreshToken;

    private DropboxSimulator(TeamSetup setup, InstantSource clock, Options options) {
        world = new World(setup, clock, options);
        refreshToken = world.locked(() -> world.grants()
                .grant(world.app().scopes(), world.browserUser(), false)
                .refreshToken());
        authority = new HeldCertificate.Builder()
                .commonName("Gangway Dropbox simulator")
                .certificateAuthority(0)
                .build();
        HeldCertificate.Builder leaf =
                new HeldCertificate.Builder().signedBy(authority).commonName("localhost");
        for (String name : NAMES) {
            leaf.addSubjectAlternativeName(name);
        }
        HandshakeCertificates serverCertificates = new HandshakeCertificates.Builder()
                .heldCertificate(leaf.build())
                .build();
        clientCertificates = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
        shell = new Shell(world, faults, calls);
        wire = Wire.start(options.port(), serverCertificates.sslSocketFactory(), shell);
    }

    /**
     * Starts a simulator with {@link TeamSetup#small()} and the builder's defaults.
     *
     * @return the running simulator
     */
    public static DropboxSimulator start() {
        return builder().start();
    }

    /**
     * Starts a simulator with the builder's defaults.
     *
     * @param setup the team it starts with
     * @return the running simulator
     */
    public static DropboxSimulator start(TeamSetup setup) {
        return builder().team(setup).start();
    }

    /**
     * More choices.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where it listens.
     *
     * @return {@code https://localhost:} and the port
     */
    public URI endpoint() {
        return URI.create("https://localhost:" + wire.port());
    }

    /**
     * The certificate authority that signed the simulator's certificate; made anew at each start.
     *
     * @return the certificate in PEM form
     */
    public String certificatePem() {
        return authority.certificatePem();
    }

    /**
     * The key of the one registered app.
     *
     * @return the {@code client_id}
     */
    public String appKey() {
        return world.app().key();
    }

    /**
     * The secret of the one registered app.
     *
     * @return the {@code client_secret}
     */
    public String appSecret() {
        return world.app().secret();
    }

    /**
     * A refresh token of a link between the app and the team that the first team admin authorized beforehand, with all the app's
     * scopes.
     *
     * @return the refresh token
     */
    public String refreshToken() {
        return refreshToken;
    }

    /**
     * TLS that trusts this simulator and nobody else.
     *
     * @return the context
     */
    public SSLContext sslContext() {
        return clientCertificates.sslContext();
    }

    /**
     * The trust manager behind {@link #sslContext()}.
     *
     * @return the trust manager
     */
    public X509TrustManager trustManager() {
        return clientCertificates.trustManager();
    }

    /**
     * Sockets that connect to this simulator, whatever address they are told.
     *
     * @return a factory of unconnected and connected sockets
     */
    public SocketFactory socketFactory() {
        return new Redirecting(new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port()));
    }

    /**
     * A client that reaches this simulator under the provider's real host names; no request of it leaves the machine.
     *
     * @return a new client with its own connections
     */
    public OkHttpClient httpClient() {
        return new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(socketFactory())
                .sslSocketFactory(clientCertificates.sslSocketFactory(), clientCertificates.trustManager())
                .build();
    }

    /**
     * Opens a consent page and clicks Allow, without HTTP.
     *
     * @param authorizeUri an address of {@code /oauth2/authorize} with its parameters
     * @return the callback with {@code code} and {@code state}; or with {@code error}, if the request was wrong
     * @throws IllegalStateException with the page's text if the page refuses, or if there is no redirect URI to go back to
     */
    public URI approve(URI authorizeUri) {
        return shell.click(authorizeUri, "allow");
    }

    /**
     * Opens a consent page and clicks Deny, without HTTP.
     *
     * @param authorizeUri an address of {@code /oauth2/authorize} with its parameters
     * @return the callback with {@code error=access_denied} and {@code state}
     * @throws IllegalStateException with the page's text if the page refuses, or if there is no redirect URI to go back to
     */
    public URI deny(URI authorizeUri) {
        return shell.click(authorizeUri, "deny");
    }

    /**
     * Registers one more redirect URI for the app.
     *
     * @param redirectUri must then be given exactly so
     */
    public void registerRedirectUri(URI redirectUri) {
        Objects.requireNonNull(redirectUri, "redirectUri");
        world.locked(() -> {
            world.app(world.app().registering(redirectUri));
            return world;
        });
    }

    /**
     * Unticks a scope in the app's settings: calls that need it are answered as the service answers an app that lacks it.
     *
     * @param scope e.g. {@code members.delete}
     */
    public void untickScope(String scope) {
        Objects.requireNonNull(scope, "scope");
        world.locked(() -> {
            world.app(world.app().without(scope));
            return world;
        });
    }

    /**
     * Lets something go wrong.
     *
     * @param fault what, and where
     */
    public void inject(Fault fault) {
        faults.add(Objects.requireNonNull(fault, "fault"));
    }

    /**
     * What arrived, oldest first: the newest 100,000 calls.
     *
     * @return the calls until now
     */
    public List<Call> calls() {
        return calls.all();
    }

    /**
     * What arrived at one route, oldest first, among the newest 100,000 calls.
     *
     * @param route the path without {@code /2/}, e.g. {@code team/members/remove}, {@code oauth2/token}
     * @return the calls until now
     */
    public List<Call> calls(String route) {
        Objects.requireNonNull(route, "route");
        return calls.all().stream().filter(call -> call.route().equals(route)).toList();
    }

    /** For tests that look at the model itself. */
    World world() {
        return world;
    }

    /**
     * What people do, as opposed to programs.
     *
     * @return their acts
     */
    public People people() {
        return new People(world);
    }

    /**
     * What the team's admins set in their console, where no API can.
     *
     * @return the console
     */
    public AdminConsole console() {
        return new AdminConsole(world);
    }

    /**
     * Stops listening and ends all connections.
     *
     * @throws IllegalStateException if an injected fault was never met, naming it; or if the simulator met a bug of its own
     */
    @Override
    public void close() {
        wire.close();
        if (!shell.bugs().isEmpty()) {
            throw new IllegalStateException(
                    "the simulator has a bug", shell.bugs().get(0));
        }
        List<Fault> unmet = faults.unmet();
        if (!unmet.isEmpty()) {
            throw new IllegalStateException("these faults were never met: " + unmet);
        }
    }

    /** When work that the service may do at once or as a job is done as a job. */
    public enum JobStyle {
        /** As the seed has it, about every second time. */
        AT_RANDOM,
        /** Each time. */
        ALWAYS,
        /** Only if the caller insists. */
        NEVER
    }

    /** Choices for a simulator. Not thread-safe. */
    public static final class Builder {
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
        private final Set<String> unticked = new HashSet<>();
        private final List<URI> redirectUris = new ArrayList<>(
                List.of(URI.create("http://localhost/callback"), URI.create("https://app.example.com/callback")));

        private Builder() {}

        /**
         * The team to start with; {@link TeamSetup#small()} by default.
         *
         * @param team the setup
         * @return this builder
         */
        public Builder team(TeamSetup team) {
            setup = Objects.requireNonNull(team, "team");
            return this;
        }

        /**
         * The clock by which tokens, cursors and recovery windows run out; the system's by default.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * The port to listen on; by default 0, any free one.
         *
         * @param number 0 to 65535
         * @return this builder
         */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * The seed of all chance: identifiers, dots, whether a call becomes a job; 1 by default.
         *
         * @param number any number
         * @return this builder
         */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * When work becomes a job; {@link JobStyle#AT_RANDOM} by default.
         *
         * @param style the style
         * @return this builder
         */
        public Builder jobs(JobStyle style) {
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
        public Builder jobsTake(int polls, Duration duration) {
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
        public Builder revokesTeamTokens(boolean accepted) {
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
        public Builder findsRemovedMembers(boolean found) {
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
        public Builder disablesAddressesOfRemovedMembers(boolean disabled) {
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
        public Builder lowersAddresses(boolean lowered) {
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
        public Builder refusesRepeatedSelectHeaders(boolean refused) {
            refusesRepeatedHeaders = refused;
            return this;
        }

        /**
         * A scope that the app doesn't have; by default it has all that the simulator knows.
         *
         * @param scope e.g. {@code members.delete}
         * @return this builder
         */
        public Builder withoutScope(String scope) {
            unticked.add(Objects.requireNonNull(scope, "scope"));
            return this;
        }

        /**
         * One more redirect URI of the app, besides {@code http://localhost/callback} and {@code https://app.example.com/callback}.
         *
         * @param redirectUri must then be given exactly so
         * @return this builder
         */
        public Builder redirectUri(URI redirectUri) {
            redirectUris.add(Objects.requireNonNull(redirectUri, "redirectUri"));
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
                            List.copyOf(redirectUris)));
        }
    }

    private static final class Redirecting extends SocketFactory {
        private final SocketAddress target;

        Redirecting(SocketAddress target) {
            this.target = target;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint) throws IOException {
                    connect(endpoint, 0);
                }

                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    super.connect(target, timeout);
                    // Small requests would wait 40 ms for the acknowledgement of their headers.
                    setTcpNoDelay(true);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return connected();
        }

        private Socket connected() throws IOException {
            Socket socket = createSocket();
            socket.connect(target);
            return socket;
        }
    }
}
