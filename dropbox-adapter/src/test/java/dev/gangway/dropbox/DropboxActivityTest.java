package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.ActivityTopic;
import dev.gangway.activity.Party;
import dev.gangway.activity.Thing;
import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.SignInRange;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what Dropbox answers, also of what a stateful team can't be made to say. */
class DropboxActivityTest {

    private static final Set<ActivityKind> ALL = Collections.unmodifiableSet(EnumSet.allOf(ActivityKind.class));
    private static final Set<ActivityKind> SHARING = ActivityKind.of(ActivityTopic.SHARING);
    private static final ActivityRange SINCE = ActivityRange.since(Instant.parse("2026-01-01T00:00:00Z"));
    private static final String ADA = "'actor':{'.tag':'admin','admin':{'.tag':'team_member','account_id':'dbid:1',"
            + "'team_member_id':'dbmid:ada','display_name':'Ada','email':'ada@acme.com'}}";
    private static final String BOB =
            "{'.tag':'user','user':{'.tag':'non_team_member','display_name':'Bob','email':'bob@client.com'}}";

    private final Script dropbox = new Script();
    private final List<Activity> told = new ArrayList<>();

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String event(String type, String category, String more) {
        return "{'timestamp':'2026-01-04T08:00:00Z','event_category':{'.tag':'" + category + "'},'event_type':{'.tag':'"
                + type + "','description':'(x) y'}" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String page(String cursor, boolean more, String... events) {
        return json("{'events':[" + String.join(",", events) + "],'cursor':'" + cursor + "','has_more':" + more + "}");
    }

    private DropboxActivity log() {
        return new DropboxActivity(dropbox.calls(), Scopes.ALL);
    }

    private PageEnd read(ActivityRange range, Set<ActivityKind> kinds, Cursor cursor) {
        return log().activities(range, kinds, cursor, told::add);
    }

    private Activity only(String event) {
        dropbox.answers(200, page("c", false, event));
        read(SINCE, ALL, Cursor.START);
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    @Test
    void anEventTellsWhoDidWhatWithWhatAndWhom() {
        Activity event = only(event(
                "shared_content_change_member_role",
                "sharing",
                ADA + ",'involve_non_team_member':true,'participants':[" + BOB
                        + ",{'.tag':'group','group_id':'g:1','display_name':'Sales'}],"
                        + "'context':{'.tag':'team_member','team_member_id':'dbmid:ada'},'assets':[{'.tag':'file',"
                        + "'path':{'contextual':'/Plans/p.docx','namespace_relative':{'ns_id':'77','relative_path':'/p.docx'}},"
                        + "'display_name':'p.docx','file_id':'id:9'}],'details':{'.tag':'x_details',"
                        + "'previous_access_level':{'.tag':'viewer'},'new_access_level':{'.tag':'editor'}}"));

        assertThat(event.at()).isEqualTo(Instant.parse("2026-01-04T08:00:00Z"));
        assertThat(event.kind()).isEqualTo(ActivityKind.SHARE_ROLE_CHANGED);
        assertThat(event.name()).isEqualTo("shared_content_change_member_role");
        assertThat(event.actor())
                .isEqualTo(new Party(
                        Party.Kind.ADMIN,
                        Optional.of(new UserId("dbmid:ada")),
                        Optional.of("Ada"),
                        Optional.of("ada@acme.com")));
        assertThat(event.affected())
                .containsExactly(
                        Party.of(Party.Kind.OUTSIDER).named("Bob").withEmail("bob@client.com"),
                        Party.of(Party.Kind.GROUP).named("Sales"));
        assertThat(event.things())
                .containsExactly(new Thing(
                        Thing.Kind.FILE,
                        Optional.of("id:9"),
                        Optional.of("p.docx"),
                        Optional.of("/Plans/p.docx"),
                        Optional.of("77")));
        assertThat(event.outside()).isEqualTo(Fact.of(true));
        assertThat(event.outsideDomains()).containsExactly("client.com");
        assertThat(event.before()).isEqualTo(Fact.of("viewer"));
        assertThat(event.after()).isEqualTo(Fact.of("editor"));
        assertThat(event.sentence().en())
                .isEqualTo("Ada changed a right to something shared: p.docx; Bob; Sales; viewer → editor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'.tag':'reseller','reseller_name':'Pat','reseller_email':'p@r.com'}|PARTNER|Pat",
                "{'.tag':'app','app':{'.tag':'team_linked_app','display_name':'Sync'}}|APP|Sync",
                "{'.tag':'dropbox'}|PROVIDER|Dropbox",
                "{'.tag':'anonymous'}|ANONYMOUS|somebody anonymous",
                "{'.tag':'user','user':{'.tag':'non_team_member','email':'x@y.com'}}|OUTSIDER|x@y.com",
                "{'.tag':'user','user':{'.tag':'trusted_non_team_member','email':'x@y.com'}}|OUTSIDER|x@y.com",
                "{'.tag':'user','user':{'.tag':'team_member','email':'x@y.com'}}|USER|x@y.com",
                "{'.tag':'user'}|UNKNOWN|somebody unknown",
                "{'.tag':'robot'}|UNKNOWN|somebody unknown",
                "null|UNKNOWN|somebody unknown"
            })
    void whoeverDidItIsTold(String actor, Party.Kind kind, String name) {
        Party told = only(event("x", "sharing", "'actor':" + actor)).actor();

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.text().en()).isEqualTo(name);
    }

    @Test
    void aBareEventIsUnknownAndNotWrong() {
        Activity event = only(event("something_new", "sharing", ""));

        assertThat(event.kind()).isEqualTo(ActivityKind.OTHER_SHARING);
        assertThat(event.actor()).isEqualTo(Party.of(Party.Kind.UNKNOWN));
        assertThat(event.outside().toOptional()).isEmpty();
        assertThat(event.before().toOptional()).isEmpty();
        assertThat(event.after().toOptional()).isEmpty();
        assertThat(event.on().toOptional()).isEmpty();
        assertThat(event.parties()).hasSize(1);
    }

    @Test
    void withoutTheFlagSomebodyOutsideShowsThatSomebodyIs() {
        assertThat(only(event("x", "sharing", "'participants':[" + BOB + "]")).outside())
                .isEqualTo(Fact.of(true));
    }

    @ParameterizedTest
    @CsvSource({"true,OUTSIDER", "false,UNKNOWN", "null,OUTSIDER"})
    void whoWasInvitedIsOutsideUnlessTheEventSaysThatNobodyIs(String flag, Party.Kind kind) {
        Activity event = only(event(
                "shared_content_add_invitees",
                "sharing",
                "'involve_non_team_member':" + flag + ",'details':{'.tag':'d','invitees':['new@client.com'],"
                        + "'shared_content_access_level':{'.tag':'viewer'}}"));

        assertThat(event.affected()).containsExactly(Party.of(kind).withEmail("new@client.com"));
        assertThat(event.after()).isEqualTo(Fact.of("viewer"));
    }

    @Test
    void aLinkHasItsAddressAndItsOwner() {
        Activity event = only(event(
                "shared_content_view",
                "sharing",
                "'actor':{'.tag':'anonymous'},'details':{'.tag':'d','shared_content_link':'https://x/t0ps3cret',"
                        + "'shared_content_owner':{'.tag':'team_member','team_member_id':'dbmid:ada'}}"));

        assertThat(event.things().get(0).id()).contains("https://x/t0ps3cret");
        assertThat(event.affected()).containsExactly(Party.of(Party.Kind.USER).withId(new UserId("dbmid:ada")));
        assertThat(event.toString()).doesNotContain("t0ps3cret");
    }

    @Test
    void aSharedFolderHasTheIdByWhichItIsShared() {
        String folder = "'assets':[{'.tag':'folder','display_name':'Plans','file_id':'id:3','path':{"
                + "'namespace_relative':{'ns_id':'70','relative_path':'/Plans'}}}]";

        Activity event =
                only(event("shared_folder_create", "sharing", folder + ",'details':{'.tag':'d','target_ns_id':'77'}"));

        assertThat(event.things().get(0).id()).contains("77");
        assertThat(event.things().get(0).within()).contains("70");
    }

    @Test
    void theAllowListTellsWhatWasAddedAndRemoved() {
        Activity event = only(event(
                "team_sharing_whitelist_subjects_changed",
                "team_policies",
                "'details':{'.tag':'d','added_whitelist_subjects':['a.com','b.com'],'removed_whitelist_subjects':[]}"));

        assertThat(event.kind()).isEqualTo(ActivityKind.ALLOW_LIST_CHANGED);
        assertThat(event.after()).isEqualTo(Fact.of("a.com, b.com"));
        assertThat(event.before().toOptional()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "reseller_support_change_policy,team_policies,enabled,true",
        "reseller_support_change_policy,team_policies,disabled,false",
        "reseller_support_change_policy,team_policies,sideways,",
        "member_change_reseller_role,members,reseller_admin,true",
        "member_change_reseller_role,members,not_reseller,false",
        "member_change_admin_role,members,support_admin,true",
        "member_change_admin_role,members,member_only,false",
        "member_change_status,members,invited,true",
        "member_change_status,members,active,true",
        "member_change_status,members,removed,false",
        "member_change_status,members,suspended,",
        "sharing_change_link_policy,team_policies,default_public,"
    })
    void aSwitchOrRoleIsOnOrOffOrUnknown(String type, String category, String value, Boolean on) {
        Activity event = only(event(
                type,
                category,
                "'details':{'.tag':'d','new_value':{'.tag':'" + value + "'},'previous_value':{'.tag':'was'}}"));

        assertThat(event.on().toOptional()).isEqualTo(Optional.ofNullable(on));
        assertThat(event.before()).isEqualTo(Fact.of("was"));
        assertThat(event.after()).isEqualTo(Fact.of(value));
    }

    @Test
    void whoIsNoAdminAnyMoreHasNoNewRole() {
        assertThat(only(event(
                                "member_change_admin_role",
                                "members",
                                "'details':{'.tag':'d','previous_value':{'.tag':'team_admin'}}"))
                        .on())
                .isEqualTo(Fact.of(false));
    }

    @Test
    void theKeyDependsOnTheEventAndNotOnHowItIsWritten() {
        String one = event("x", "sharing", ADA + ",'details':{'.tag':'d','a':'1','b':'2'}");
        String otherOrder = event("x", "sharing", "'details':{'b':'2','a':'1','.tag':'d'}," + ADA);
        String renamed = one.replace("'Ada'", "'Ada King'").replace("(x) y", "other words");
        String other = one.replace("'b':'2'", "'b':'3'");

        dropbox.answers(200, page("c", false, one, otherOrder, renamed, other));
        read(SINCE, ALL, Cursor.START);

        assertThat(told)
                .extracting(Activity::key)
                .startsWith(told.get(0).key(), told.get(0).key(), told.get(0).key());
        assertThat(told.get(3).key()).isNotEqualTo(told.get(0).key()).hasSize(24);
    }

    @Test
    void severalListingsAreReadOneAfterTheOtherAndGoOnLater() {
        dropbox.answers(200, page("s1", true, event("shared_link_create", "sharing", "")))
                .answers(200, page("s2", false))
                .answers(200, page("p1", false, event("sharing_change_link_policy", "team_policies", "")))
                .answers(200, page("s3", false))
                .answers(200, page("p2", false));

        Cursor cursor = Cursor.START;
        for (int i = 0; i < 2; i++) {
            cursor = ((PageEnd.More) read(SINCE, SHARING, cursor)).next();
        }
        PageEnd.Last last = (PageEnd.Last) read(SINCE, SHARING, cursor);
        Cursor later = last.later().orElseThrow();
        PageEnd again = read(SINCE, SHARING, later);
        read(SINCE, SHARING, ((PageEnd.More) again).next());

        assertThat(told)
                .extracting(Activity::kind)
                .containsExactly(ActivityKind.LINK_CREATED, ActivityKind.SHARING_POLICY_CHANGED);
        assertThat(dropbox.sent())
                .extracting(it -> it.body())
                .containsExactly(
                        json(
                                "{'limit':1000,'category':{'.tag':'sharing'},'time':{'start_time':'2026-01-01T00:00:00Z'}}"),
                        json("{'cursor':'s1'}"),
                        json(
                                "{'limit':1000,'category':{'.tag':'team_policies'},'time':{'start_time':'2026-01-01T00:00:00Z'}}"),
                        json("{'cursor':'s2'}"),
                        json("{'cursor':'p1'}"));
    }

    @Test
    void aRangeWithAnEndHasNoLaterCursor() {
        dropbox.answers(200, page("c", false));
        ActivityRange range = ActivityRange.between(SINCE.from(), SINCE.from().plusSeconds(60));

        assertThat(read(range, Set.of(ActivityKind.UNSHARED), Cursor.START)).isEqualTo(PageEnd.last());
        assertThat(dropbox.onlySent().body())
                .isEqualTo(
                        json(
                                "{'limit':1000,'event_type':{'.tag':'shared_content_unshare'},'time':{'start_time':'2026-01-01T00:00:00Z','end_time':'2026-01-01T00:01:00Z'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad_cursor", "reset"})
    void aCursorThatDropboxDoesNotTakeHasExpired(String tag) {
        dropbox.refuses(tag);
        Cursor cursor = new ActivityCourse(0, List.of("gone")).cursor();

        assertThat(read(SINCE, Set.of(ActivityKind.UNSHARED), cursor)).isEqualTo(new PageEnd.Expired());
    }

    @Test
    void aRefusalOfTheStartIsNoExpiry() {
        dropbox.refuses("invalid_filters");

        assertThatThrownBy(() -> read(SINCE, ALL, Cursor.START))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("invalid_filters");
    }

    @Test
    void aCursorOfOtherKindsHasExpiredAndNothingIsSent() {
        Cursor cursor = new ActivityCourse(0, List.of("a")).cursor();

        assertThat(read(SINCE, SHARING, cursor)).isEqualTo(new PageEnd.Expired());
        assertThat(dropbox.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'events':[]}",
                "{'events':[],'has_more':true}",
                "{'events':[{'event_type':{'.tag':'x'}}],'has_more':false}",
                "{'events':[{'timestamp':'yesterday','event_type':{'.tag':'x'}}],'has_more':false}",
                "{'events':[],'has_more':false"
            })
    void whatIsNoPageIsSaid(String body) {
        dropbox.answers(200, json(body));

        assertThatThrownBy(() -> read(SINCE, ALL, Cursor.START)).isInstanceOf(ProviderProtocolException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsLeftOutIsNotSentAlthoughTheOtherCapabilityHasTheScope() {
        Scopes withoutActivity = Scopes.ALL.without(List.of(Capability.READ_ACTIVITY));
        Scopes withoutSignIns = Scopes.ALL.without(List.of(Capability.READ_SIGN_INS));
        Calls calls = dropbox.calls();

        assertThatThrownBy(() ->
                        new DropboxActivity(calls, withoutActivity).activities(SINCE, ALL, Cursor.START, told::add))
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining("without(READ_ACTIVITY)");
        assertThatThrownBy(() -> new DropboxLicenses(calls, withoutSignIns)
                        .signIns(SignInRange.since(SINCE.from()), Cursor.START, (who, address, at, source) -> {}))
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining("without(READ_SIGN_INS)");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void theLagIsADay() {
        assertThat(log().activityLag()).isEqualTo(Duration.ofDays(1));
    }
}
