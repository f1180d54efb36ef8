package dev.gangway.dropbox;

import dev.gangway.license.DeviceSink;
import dev.gangway.license.Holder;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what it is told of license data, copied at once as a sink has to. */
final class Told implements HolderSink, SignInSink, DeviceSink, LinkedAppSink {

    final List<Person> people = new ArrayList<>();
    final List<SignIn> signIns = new ArrayList<>();
    final List<Device> devices = new ArrayList<>();
    final List<App> apps = new ArrayList<>();

    final List<String> haveNone = new ArrayList<>();

    record Person(
            String id,
            String email,
            String givenName,
            String surname,
            String externalId,
            UserStatus status,
            Fact<Optional<String>> licenseType,
            boolean hasRole,
            long invitedAt,
            long joinedAt,
            long suspendedAt) {
        static Person of(Holder holder) {
            return new Person(
                    holder.id().toString(),
                    holder.email().toString(),
                    holder.givenName().toString(),
                    holder.surname().toString(),
                    holder.externalId().toString(),
                    holder.status(),
                    holder.licenseType(),
                    holder.hasRole(),
                    holder.invitedAt(),
                    holder.joinedAt(),
                    holder.suspendedAt());
        }
    }

    record SignIn(String who, String address, long at, SignInSource source) {}

    record Device(String who, String id, UserSession.Kind kind, long lastUsedAt) {}

    record App(String who, String app) {}

    @Override
    public void holder(Holder holder) {
        people.add(Person.of(holder));
    }

    @Override
    public void signIn(CharSequence who, CharSequence address, long epochSecond, SignInSource source) {
        signIns.add(new SignIn(who.toString(), address.toString(), epochSecond, source));
    }

    @Override
    public void device(CharSequence who, CharSequence id, UserSession.Kind kind, long lastUsedAt) {
        devices.add(new Device(who.toString(), id.toString(), kind, lastUsedAt));
    }

    @Override
    public void app(CharSequence who, CharSequence app) {
        apps.add(new App(who.toString(), app.toString()));
    }

    @Override
    public void noDevice(CharSequence who) {
        haveNone.add(who.toString());
    }

    @Override
    public void noApp(CharSequence who) {
        haveNone.add(who.toString());
    }

    /** Reads a listing to its end; how many pages it had. */
    static int all(Function<Cursor, PageEnd> page) {
        int pages = 1;
        PageEnd end = page.apply(Cursor.START);
        while (end instanceof PageEnd.More more) {
            end = page.apply(more.next());
            pages++;
        }
        if (end instanceof PageEnd.Expired) {
            throw new AssertionError("the cursor was not taken");
        }
        return pages;
    }
}
