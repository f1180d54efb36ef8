package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.LinkedAppSink;

/** Reads a page of the apps that members have linked. Not thread-safe. */
final class LinkedAppPage extends MemberItems {

    private static final Names PAGE = page("apps");
    private static final Names MEMBER = Names.of("team_member_id", "linked_api_apps");
    private static final Names APP = Names.of("app_name");

    private final LinkedAppSink apps;

    LinkedAppPage(LinkedAppSink apps) {
        super(PAGE, MEMBER, APP);
        this.apps = apps;
    }

    @Override
    void tell(CharSequence member, CharSequence name, int kind, long moment) {
        apps.app(member, name);
    }

    @Override
    void tellNothing(CharSequence member) {
        apps.noApp(member);
    }
}
