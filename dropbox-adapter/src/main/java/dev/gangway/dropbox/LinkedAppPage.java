package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.LinkedAppSink;

/** Reads a page of the apps that members have linked. Not thread-safe. */
final class LinkedAppPage extends MemberItems {

    private final LinkedAppSink apps;

    LinkedAppPage(LinkedAppSink apps) {
        super("apps", Names.of("team_member_id", "linked_api_apps"), Names.of("app_name"));
        this.apps = apps;
    }

    @Override
    void tell(CharSequence member, CharSequence name, int kind, long moment) {
        apps.app(member, name);
    }
}
