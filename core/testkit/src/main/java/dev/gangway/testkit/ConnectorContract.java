package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Connector;
import dev.gangway.credential.Credential;
import dev.gangway.http.Time;
import dev.gangway.testkit.SecretLeakDetector.Leak;
import dev.gangway.user.NewUser;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of every connector, as tests: one for each numbered rule of {@code contract.md}. Subclass it, say which connector and which
 * credential, and offer as many {@linkplain Levers levers} as the provider's stand-in has; a rule whose lever is missing is reported as
 * skipped, with the lever's name. What was skipped is printed once more at the end, so that it isn't taken for proved.
 *
 * <pre>{@code
 * class AcmeContractTest extends ConnectorContract {
 *     private final FakeAcme acme = FakeAcme.start();
 *
 *     protected Connector connector() { return new AcmeConnector(acme.url()); }
 *     protected Credential credential() { return Credential.bearer(acme.adminToken()); }
 *     protected Levers levers() {
 *         return new Levers() {
 *             public void freeLicenses(int number) { acme.setFreeLicenses(number); }
 *         };
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes a new object for each test, so a provider made in a field is new for each test; the rules rely on it. They invite,
 * suspend and remove people, also the connecting admin: run them against a stand-in, never against a team that somebody needs.
 */
@SuppressWarnings("exports") // Only JUnit uses the extension.
@ExtendWith(SkippedRules.class)
public abstract class ConnectorContract {

    private final TestClock clock = new TestClock();
    private @Nullable Subject subject;

    /** For subclasses. */
    protected ConnectorContract() {}

    /**
     * The connector under test.
     *
     * @return the connector, connected to a stand-in of its provider with one admin
     */
    protected abstract Connector connector();

    /**
     * What opens a connection to the stand-in's team.
     *
     * @return a credential of a team admin, with all scopes that the connector asks for, and with secrets of at least 8 characters
     */
    protected abstract Credential credential();

    /**
     * What the tests can do to the provider past the connector.
     *
     * @return the levers; {@link Levers#NONE} unless overridden
     */
    protected Levers levers() {
        return Levers.NONE;
    }

    /**
     * The clock of the connector.
     *
     * @return a {@link TestClock}, unless overridden
     */
    protected Time time() {
        return clock;
    }

    /**
     * The HTTP client that the connector's transport builds on.
     *
     * @return a plain client, unless overridden, say to trust a stand-in's certificate
     */
    protected OkHttpClient httpClient() {
        return new OkHttpClient();
    }

    /**
     * Somebody whom a test brings aboard.
     *
     * @param name a given name in small letters, different for each person of a test
     * @return the person, with an address that the provider accepts, and with names and external id if it keeps them
     */
    protected NewUser newUser(String name) {
        return NewUser.of(name + "@example.com").named(name, "Contract").withExternalId("external-" + name);
    }

    @BeforeEach
    final void openSubject() {
        subject = new Subject(connector(), credential(), levers(), time(), httpClient(), this::newUser);
    }

    /** Around every rule: whatever was tested, no secret may have shown. */
    @AfterEach
    final void closeSubject() {
        opened().close();
        for (Leak leak : opened().detector().leaks()) {
            fail("[" + SecretRules.about(leak.place()) + "] " + leak);
        }
    }

    private Subject opened() {
        return Objects.requireNonNull(subject, "JUnit calls openSubject() first");
    }

    @Nested
    @DisplayName("C: connecting")
    class Connections extends ConnectionRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: finding and listing")
    class Finding extends FindingRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: onboarding")
    class Onboarding extends OnboardingRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: onboarding several at once")
    class Batches extends BatchRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: suspending")
    class Suspending extends SuspensionRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: removing")
    class Removing extends RemovalRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: recovering")
    class Recovering extends RecoveryRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: roles and groups")
    class RolesAndGroups extends RoleAndGroupRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: sending")
    class Sending extends SendingRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: background jobs")
    class Jobs extends JobRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: profiles and quotas")
    class Profiles extends ProfileRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("U: sessions and linked apps")
    class Sessions extends SessionRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("F: files and addresses of leavers")
    class Leavers extends LeaverRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("L: license data")
    class Licensing extends LicenseRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("L: sign-ins")
    class SigningIn extends SignInRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("L: devices and linked apps")
    class Equipment extends DeviceRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("T: team folders")
    class TeamFolders extends TeamFolderRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("A: activity")
    class Activity extends ActivityRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("P: policies and controls")
    class Controls extends ControlRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("D: acting as a user")
    class UserData extends UserDataRules {
        @Override
        Subject subject() {
            return opened();
        }
    }

    @Nested
    @DisplayName("S: secrets")
    class Secrets extends SecretRules {
        @Override
        Subject subject() {
            return opened();
        }
    }
}
