package dev.gangway.figures.license;

import com.dropbox.core.DbxException;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.OkHttp3Requestor;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.team.ListMembersAppsResult;
import com.dropbox.core.v2.team.ListMembersDevicesResult;
import com.dropbox.core.v2.team.MemberDevices;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.teamcommon.TimeRange;
import com.dropbox.core.v2.teamlog.ActorLogInfo;
import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import com.dropbox.core.v2.teamlog.TeamEvent;
import com.dropbox.core.v2.teamlog.TeamMemberLogInfo;
import com.dropbox.core.v2.teamlog.UserLogInfo;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** What one writes first with Dropbox's SDK: page after page by the generated routes, into maps. */
@SuppressWarnings("JavaUtilDate") // the SDK's type for times
final class SdkProgram implements Contestant {

    private final DbxTeamClientV2 dropbox;
    private final Size size;

    SdkProgram(OkHttpClient client, Size size) {
        this.dropbox = new DbxTeamClientV2(
                DbxRequestConfig.newBuilder("benchmark")
                        .withHttpRequestor(new OkHttp3Requestor(client))
                        .build(),
                "access");
        this.size = size;
    }

    @Override
    public Supplier<Found> round() throws DbxException {
        dropbox.team().getInfo();
        Map<String, TeamMemberInfoV2> members = members();
        Map<String, Date> lastSignIns = lastSignIns();
        Map<String, Integer> devices = devices();
        apps();
        return () -> new Found(
                members.size(),
                members.keySet().stream()
                        .mapToLong(
                                it -> lastSignIns.getOrDefault(it, new Date(0)).getTime() / 1000)
                        .sum(),
                devices.values().stream().mapToLong(it -> it).sum());
    }

    private Map<String, TeamMemberInfoV2> members() throws DbxException {
        Map<String, TeamMemberInfoV2> members = new HashMap<>();
        MembersListV2Result page = dropbox.team().membersListV2();
        while (true) {
            page.getMembers().forEach(it -> members.put(it.getProfile().getTeamMemberId(), it));
            if (!page.getHasMore()) {
                return members;
            }
            page = dropbox.team().membersListContinueV2(page.getCursor());
        }
    }

    private Map<String, Date> lastSignIns() throws DbxException {
        Map<String, Date> last = new HashMap<>();
        GetTeamEventsResult page = dropbox.teamLog()
                .getEventsBuilder()
                .withEventType(EventTypeArg.LOGIN_SUCCESS)
                .withTime(TimeRange.newBuilder()
                        .withStartTime(Date.from(size.start()))
                        .build())
                .start();
        while (true) {
            for (TeamEvent event : page.getEvents()) {
                if (person(event.getActor()) instanceof TeamMemberLogInfo member) {
                    last.merge(
                            member.getTeamMemberId(),
                            event.getTimestamp(),
                            (one, other) -> one.after(other) ? one : other);
                }
            }
            if (!page.getHasMore()) {
                return last;
            }
            page = dropbox.teamLog().getEventsContinue(page.getCursor());
        }
    }

    private static UserLogInfo person(ActorLogInfo actor) {
        return actor.isAdmin() ? actor.getAdminValue() : actor.getUserValue();
    }

    private Map<String, Integer> devices() throws DbxException {
        Map<String, Integer> devices = new HashMap<>();
        ListMembersDevicesResult page = dropbox.team().devicesListMembersDevices();
        while (true) {
            page.getDevices().forEach(it -> devices.put(it.getTeamMemberId(), count(it)));
            if (!page.getHasMore()) {
                return devices;
            }
            page = dropbox.team()
                    .devicesListMembersDevicesBuilder()
                    .withCursor(page.getCursor())
                    .start();
        }
    }

    private static int count(MemberDevices member) {
        return member.getWebSessions().size()
                + member.getDesktopClients().size()
                + member.getMobileClients().size();
    }

    private Map<String, Integer> apps() throws DbxException {
        Map<String, Integer> apps = new HashMap<>();
        ListMembersAppsResult page = dropbox.team().linkedAppsListMembersLinkedApps();
        while (true) {
            page.getApps()
                    .forEach(it ->
                            apps.put(it.getTeamMemberId(), it.getLinkedApiApps().size()));
            if (!page.getHasMore()) {
                return apps;
            }
            page = dropbox.team().linkedAppsListMembersLinkedApps(page.getCursor());
        }
    }
}
