package dev.gangway.examples.acme;

import dev.gangway.http.Reply;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The licenses of a team at Acme. Thread-safe. */
final class AcmeLicenses implements LicenseData {

    static final String TYPE = "standard"; // Acme sells one type
    private static final SignInSource LOG = new SignInSource("Acme's log", "user");

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

        void tell(SignInSink signIns) {
            signIns.signIn(person, "", Instant.parse(at).getEpochSecond(), LOG);
        }
    }

    public record Log(List<Entry> signIns, @Nullable String next) {

        PageEnd tell(SignInSink sink) {
            signIns.forEach(it -> it.tell(sink));
            return next == null ? PageEnd.last() : PageEnd.more(new Cursor(next));
        }
    }

    @Override
    public List<LicensePool> pools() {
        return AcmeApi.read(api.get("licenses/get", "/v1/licenses"), Licenses.class, Licenses::pools);
    }

    @Override
    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
        String query = "?since=" + AcmeApi.encoded(range.from()) + "&after=" + AcmeApi.encoded(cursor.value());
        Reply page = api.get("sign-ins/list", "/v1/sign-ins" + query);
        return page.status() == 410 ? new PageEnd.Expired() : AcmeApi.read(page, Log.class, it -> it.tell(signIns));
    }

    @Override
    public Duration signInLag() {
        return Duration.ZERO; // Acme says so; when in doubt, say longer
    }
}
