package dev.gangway.dropbox.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

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
    private final World world;
    private final FaultScript faults = new FaultScript();
    private final CallLog calls = new CallLog();
    private final Shell shell;
    private final Optional<Listening> listening;
    private final String refreshToken;

    /** Where it is reached by sockets, and how it proves who it is. */
    private record Listening(Identity identity, Wire wire) {}

    DropboxSimulator(TeamSetup setup, InstantSource clock, Options options, boolean sockets) {
        world = new World(setup, clock, options);
        refreshToken = world.locked(() -> world.grants()
                .grant(world.app().scopes(), world.browserUser(), false)
                .refreshToken());
        shell = new Shell(world, faults, calls);
        listening = sockets ? Optional.of(listen(options.port())) : Optional.empty();
    }

    private Listening listen(int port) {
        Identity identity = Identity.fresh();
        return new Listening(identity, Wire.start(port, identity.serverSockets(), shell));
    }

    private Identity identity() {
        return listening().identity();
    }

    private Listening listening() {
        return listening.orElseThrow(() -> new IllegalStateException(
                "this simulator was started without sockets; only clientWithoutSockets() reaches it"));
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
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * Where it listens.
     *
     * @return {@code https://localhost:} and the port
     */
    public URI endpoint() {
        return URI.create("https://localhost:" + listening().wire().port());
    }

    /**
     * The certificate authority that signed the simulator's certificate; made anew at each start.
     *
     * @return the certificate in PEM form
     */
    public String certificatePem() {
        return identity().authority().certificatePem();
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
        return identity().client().sslContext();
    }

    /**
     * The trust manager behind {@link #sslContext()}.
     *
     * @return the trust manager
     */
    public X509TrustManager trustManager() {
        return identity().client().trustManager();
    }

    /**
     * Sockets that connect to this simulator, whatever address they are told.
     *
     * @return a factory of unconnected and connected sockets
     */
    public SocketFactory socketFactory() {
        return new LoopbackSockets(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listening().wire().port()));
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
                .sslSocketFactory(
                        identity().client().sslSocketFactory(),
                        identity().client().trustManager())
                .build();
    }

    /**
     * A client whose calls reach this simulator without a socket: for thousands of calls. What it is told is the same, but for how a
     * connection ends, which is an exception of the client's then.
     *
     * @return a new client
     */
    public OkHttpClient clientWithoutSockets() {
        return new OkHttpClient.Builder().addInterceptor(new Shortcut(shell)).build();
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
     * What people share, as far as the audit log tells it.
     *
     * @return their acts
     */
    public Sharing sharing() {
        return new Sharing(world);
    }

    /**
     * Stops listening and ends all connections.
     *
     * @throws IllegalStateException if an injected fault was never met, naming it; or if the simulator met a bug of its own
     */
    @Override
    public void close() {
        listening.ifPresent(it -> it.wire().close());
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
}
