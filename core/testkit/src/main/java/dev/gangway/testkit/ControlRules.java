package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Capability;
import dev.gangway.connector.SupportDesk;
import dev.gangway.connector.SupportQuestion;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import dev.gangway.security.ConsoleTask;
import dev.gangway.security.SecurityData;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicy.Managing;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingData;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About the rules of a team, its sharing controls, and what people do by hand. */
abstract class ControlRules extends Rules {

    private static final SharedFolderId NONE = new SharedFolderId("999999999999");
    private static final AllowListEntry DOMAIN = AllowListEntry.domain("partner.example");
    private static final AllowListEntry PERSON = AllowListEntry.email("lee@other.example");
    private static final FolderPolicyChange STRICTER =
            FolderPolicyChange.none().links(Links.MEMBERS).managing(Managing.OWNER);

    private SharingData sharing() {
        Optional<SharingData> sharing = session().sharing();
        Assumptions.assumeTrue(sharing.isPresent(), "The connector doesn't offer sharing controls.");
        return Watched.by(subject().detector(), SharingData.class, sharing.orElseThrow());
    }

    private SecurityData security() {
        Optional<SecurityData> security = session().security();
        Assumptions.assumeTrue(security.isPresent(), "The connector doesn't offer security settings.");
        return Watched.by(subject().detector(), SecurityData.class, security.orElseThrow());
    }

    private <T> Outcome<T> end(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Refused<T> it) {
            skipIfNotSupported(it.refusal());
        }
        return outcome;
    }

    private void allowed(AllowListEntry... entries) {
        Outcome<?> end = end(sharing().allow(Set.of(entries)));
        assertInstanceOf(Outcome.Done.class, end, "Putting entries on the allow list");
    }

    private Set<AllowListEntry> listed() {
        SharingData sharing = sharing();
        List<AllowListEntry> listed = all(sharing::allowList);
        assertEquals(listed.size(), new HashSet<>(listed).size(), "Entries, each listed once");
        return new HashSet<>(listed);
    }

    private FolderPolicy shown(SharedFolderId folder) {
        return sharing().folder(folder).orElseGet(() -> fail("No shared folder is found by the id " + folder + "."));
    }

    private static void eachOnceAndSaid(List<TeamPolicy> policies) {
        assertEquals(
                policies.size(),
                policies.stream().map(TeamPolicy::id).distinct().count(),
                "The team's rules, each told once");
    }

    @Test
    @Rule("P-01")
    void theTeamsRulesAreToldOnceEachAndChangeNothing() {
        SharingData sharing = sharing();
        SecurityData security = security();

        eachOnceAndSaid(sharing.policies());
        eachOnceAndSaid(security.policies());

        assertEquals(0, writesDuring(sharing::policies), "Requests that change something, for the team's rules");
        assertEquals(0, writesDuring(security::policies), "Requests that change something, for the team's rules");
    }

    @Test
    @Rule("P-02")
    void whatIsAllowedIsListed() {
        Outcome<Set<AllowListEntry>> outcome = end(sharing().allow(Set.of(DOMAIN, PERSON)));

        assertEquals(Outcome.done(Set.of(DOMAIN, PERSON)), outcome, "Allowing somebody says that it changed something");
        assertEquals(Set.of(DOMAIN, PERSON), listed(), "The allow list");
    }

    @Test
    @Rule("P-03")
    void allowingTwiceIsDoneOnce() {
        allowed(DOMAIN, PERSON);

        assertEquals(
                Outcome.alreadyDone(Set.of(PERSON)),
                sharing().allow(Set.of(PERSON)),
                "Allowing who is on the list changes nothing and says so");
    }

    @Test
    @Rule("P-04")
    void whoIsOnTheListKeepsNobodyFromBeingAllowed() {
        allowed(DOMAIN);

        assertEquals(
                Outcome.done(Set.of(DOMAIN, PERSON)),
                sharing().allow(Set.of(DOMAIN, PERSON)),
                "Allowing two of whom one is on the list");
        assertEquals(Set.of(DOMAIN, PERSON), listed(), "The allow list afterwards");
    }

    @Test
    @Rule("P-05")
    void everyEntryIsListedOnceOverAllPages() {
        allowed(DOMAIN);
        allowed(PERSON, AllowListEntry.domain("third.example"));
        levers().pageSize(1);

        assertEquals(
                Set.of(DOMAIN, PERSON, AllowListEntry.domain("third.example")),
                listed(),
                "The allow list over all pages");
    }

    @Test
    @Rule("P-06")
    void whatIsDisallowedIsNotListed() {
        allowed(DOMAIN, PERSON);
        Set<AllowListEntry> unwanted = Set.of(DOMAIN, AllowListEntry.domain("never.example"));

        assertEquals(Outcome.done(unwanted), sharing().disallow(unwanted), "Disallowing two of whom one is listed");

        assertEquals(Set.of(PERSON), listed(), "What is left of the allow list");
        assertEquals(
                Outcome.alreadyDone(unwanted),
                sharing().disallow(unwanted),
                "Disallowing who isn't on the list changes nothing and says so");
    }

    @Test
    @Rule("P-07")
    void aFolderThatNobodyKnowsIsRefused() {
        assertEquals(Optional.empty(), sharing().folder(NONE), "A shared folder of an id that nobody knows");

        Outcome<FolderPolicy> outcome = end(sharing().changeFolder(NONE, STRICTER));

        Outcome.Refused<?> refused = assertInstanceOf(Outcome.Refused.class, outcome, "A refusal was expected");
        assertEquals(Reason.FOLDER_NOT_FOUND, refused.refusal().reason(), "Why an unknown folder was refused");
    }

    @Test
    @Rule("P-08")
    void aFoldersPoliciesAreAsWasAskedForAndNoOtherIsChanged() {
        SharedFolderId folder = levers().sharedFolder("Plans");
        FolderPolicy before = shown(folder);

        Outcome<FolderPolicy> outcome = end(sharing().changeFolder(folder, STRICTER));

        FolderPolicy after = shown(folder);
        assertEquals(Fact.of(Links.MEMBERS), after.links(), "Whom links are for, as it was changed");
        assertEquals(Fact.of(Managing.OWNER), after.managing(), "Who manages, as it was changed");
        assertEquals(before.joining(), after.joining(), "Who may join, which was not to be changed");
        assertEquals(before.viewers(), after.viewers(), "Whether viewers are shown, which was not to be changed");
        assertEquals(Outcome.done(after), outcome, "What changing a folder's policies answers");
    }

    @Test
    @Rule("P-09")
    void aPolicyThatIsSoIsNotChanged() {
        SharedFolderId folder = levers().sharedFolder("Plans");
        end(sharing().changeFolder(folder, STRICTER));

        assertEquals(
                Outcome.alreadyDone(shown(folder)),
                sharing().changeFolder(folder, STRICTER),
                "Asking for policies that are so changes nothing and says so");
    }

    @Test
    @Rule("P-10")
    void oneCallSendsAtMostOneRequestThatChangesSomething() {
        SharingData sharing = sharing();
        SharedFolderId folder = levers().sharedFolder("Plans");
        List<Runnable> changes = List.of(
                () -> sharing.allow(Set.of(DOMAIN, PERSON)),
                () -> sharing.disallow(Set.of(DOMAIN, PERSON)),
                () -> sharing.changeFolder(folder, STRICTER));

        for (Runnable change : changes) {
            assertTrue(writesDuring(change) <= 1, "A call sends at most one request that changes something");
        }
        assertEquals(
                0, writesDuring(() -> sharing.allowList(Cursor.START)), "Requests that change, for the allow list");
        assertEquals(0, writesDuring(() -> sharing.folder(folder)), "Requests that change, for a look at a folder");
    }

    @Test
    @Rule("P-11")
    void aLostAnswerIsNotAskedForAgain() {
        SharingData sharing = sharing();
        end(sharing.allow(Set.of(DOMAIN)));
        levers().loseNextAnswer();

        int sent = writesDuring(() ->
                assertThrows(AnswerLostException.class, () -> sharing.allow(Set.of(PERSON)), "What a lost answer is"));

        assertEquals(1, sent, "How often a request was sent whose answer was lost");
    }

    @Test
    @Rule("P-12")
    void policiesThatMayNotBeReadAreNotUnknownFolders() {
        SharingData sharing = sharing();
        SharedFolderId folder = levers().sharedFolder("Plans");
        levers().withoutScope(Capability.READ_SHARING);

        assertThrows(
                PermissionMissingException.class,
                () -> sharing.folder(folder),
                "A folder's policies without the right to read them");
    }

    @Test
    @Rule("P-13")
    void whatPeopleDoByHandIsSaidOnceForEachTopic() {
        SecurityData security = security();
        int before = levers().requests();

        List<ConsoleTask> tasks = security.consoleOnly();

        assertEquals(
                tasks.size(),
                tasks.stream().map(ConsoleTask::topic).distinct().count(),
                "What people do by hand, once for each topic");
        assertEquals(before, levers().requests(), "Requests for what people do by hand");
    }

    @Test
    @Rule("P-14")
    void aQuestionForSupportIsPreparedAndNotSent() {
        Optional<SupportDesk> support = session().support();
        Assumptions.assumeTrue(support.isPresent(), "The connector doesn't offer contact with its support.");
        SupportDesk desk = Watched.by(subject().detector(), SupportDesk.class, support.orElseThrow());
        int before = levers().requests();

        desk.prepare(new SupportQuestion("Sync", "Why?", "Team", "team-1", Fact.unknown("nobody"), List.of("r-1")));

        assertEquals(before, levers().requests(), "Requests for a question that is only prepared");
    }
}
