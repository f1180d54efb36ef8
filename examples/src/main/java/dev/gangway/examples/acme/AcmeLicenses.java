package dev.gangway.examples.acme;

import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The licenses of a team at Acme. Thread-safe. */
final class AcmeLicenses implements LicenseData {

    static final String TYPE = "standard"; // Acme sells one type

    private final AcmeApi api;

    AcmeLicenses(AcmeApi api) {
        this.api = api;
    }

    public record Licenses(int bought, int taken) {

        List<LicensePool> pools() {
            return List.of(new LicensePool(TYPE, Fact.of(bought), Fact.of(taken)));
        }
    }

    public record Entry(String person, String at) {

        SignIn signIn() {
            return new SignIn(Optional.of(new UserId(person)), Optional.empty(), Instant.parse(at), "Acme's log");
        }
    }

    public record Log(List<Entry> signIns, @Nullable String next) {

        Page<SignIn> page() {
            return new Page<>(
                    signIns.stream().map(Entry::signIn).toList(),
                    Optional.ofNullable(next).map(Cursor::new));
        }
    }

    @Override
    public List<LicensePool> pools() {
        return AcmeApi.read(api.get("licenses/get", "/v1/licenses"), Licenses.class, Licenses::pools);
    }

    @Override
    public Page<SignIn> signIns(Instant since, Cursor cursor) {
        String query = "?since=" + AcmeApi.encoded(since) + "&after=" + AcmeApi.encoded(cursor.value());
        return AcmeApi.read(api.get("sign-ins/list", "/v1/sign-ins" + query), Log.class, Log::page);
    }

    @Override
    public Duration signInLag() {
        return Duration.ZERO; // Acme says so; when in doubt, say longer
    }
}
