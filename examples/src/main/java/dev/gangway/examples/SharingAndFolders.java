package dev.gangway.examples;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityFilter;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.ActivityReading;
import dev.gangway.activity.PartnerReport;
import dev.gangway.activity.SharingActivity;
import dev.gangway.connection.Connection;
import dev.gangway.result.Outcome;
import dev.gangway.security.ConsoleTask;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.user.UserRef;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.FolderRef;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What an application asks about sharing, folders and somebody's data; a method is the code of a page. */
final class SharingAndFolders {

    private final Connection connection;
    private final Consumer<String> page;

    SharingAndFolders(Connection connection, Consumer<String> page) {
        this.connection = connection;
        this.page = page;
    }

    PartnerReport activity(ActivityRange lastMonth) {
        // [activity]
        ActivityFilter outside = ActivityFilter.ALL.withOutsideDomain("client.example");
        Consumer<Activity> siem = it -> page.accept(it.sentence().en());
        SharingActivity sharing = connection.sharingActivity();
        ActivityReading news = sharing.read("siem", Duration.ofDays(7), outside, siem); // each time what is new
        page.accept("complete until " + news.completeUntil());

        PartnerReport partner = connection.partnerActivity().observe(lastMonth);
        partner.sessions().forEach(it -> page.accept("the partner was in from " + it.started()));
        // [/activity]
        return partner;
    }

    void controls(SharedFolderId folder) {
        // [controls]
        Outcome<Set<AllowListEntry>> allowed =
                connection.sharingControls().allow(List.of(AllowListEntry.domain("client.example")));
        FolderPolicyChange change = FolderPolicyChange.none().joining(FolderPolicy.Joining.TEAM);
        Outcome<FolderPolicy> changed = connection.sharingControls().changeFolder(folder, change);

        List<ConsoleTask> byHand = connection.security().consoleOnly(); // what a person has to do, step by step
        byHand.forEach(it -> page.accept(it.instruction().title().in(Locale.FRENCH)));
        // [/controls]
        page.accept(allowed + " " + changed);
    }

    Outcome<ActingAsUser> actingAsUser() {
        // [acting]
        page.accept(connection.reachOfActing().isNot().en()); // to whoever is about to do it
        Outcome<ActingAsUser> leo = connection.actAs(UserRef.email("leo@example.com"));
        leo.toOptional()
                .flatMap(it -> it.list(FolderRef.ROOT).toOptional())
                .ifPresent(entries -> entries.forEach(it -> page.accept(it.name() + ": " + it.bytes())));
        // [/acting]
        return leo;
    }

    String teamFolder() {
        // [team-folders]
        Outcome<TeamFolder> made = connection.teamFolders().create("Client projects"); // asking twice is safe
        String end = made.match(
                done -> done.value().id() + " is " + done.value().status(),
                refused -> "not made: " + refused.refusal(), // FOLDER_NAME_TAKEN, ...
                unsettled -> "not known yet; later, on any node: teamFolders().settle(handle)");
        // [/team-folders]
        return end;
    }
}
