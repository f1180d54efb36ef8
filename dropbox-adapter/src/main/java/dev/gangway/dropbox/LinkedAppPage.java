package dev.gangway.dropbox;

import dev.gangway.license.LinkedAppSink;
import org.jspecify.annotations.Nullable;

/** Reads a page of the apps that members have linked. Not thread-safe. */
final class LinkedAppPage extends MemberItems {

    private final LinkedAppSink apps;

    LinkedAppPage(LinkedAppSink apps) {
        super("apps");
        this.apps = apps;
    }

    @Override
    int kind(String list) {
        return list.equals("linked_api_apps") ? 0 : -1;
    }

    @Override
    String named() {
        return "app_name";
    }

    @Override
    @Nullable
    String timed() {
        return null;
    }

    @Override
    void tell(CharSequence member, CharSequence name, int kind, long moment) {
        apps.app(member, name);
    }
}
