package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.AddSecondaryEmailResult;
import com.dropbox.core.v2.team.AddSecondaryEmailsErrorException;
import com.dropbox.core.v2.team.DeleteSecondaryEmailResult;
import com.dropbox.core.v2.team.ResendSecondaryEmailResult;
import com.dropbox.core.v2.team.UserAddResult;
import com.dropbox.core.v2.team.UserSecondaryEmailsArg;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secondary addresses, as the official client sees them. */
class SecondaryEmailTest {
    private static final String OTHER = "ana@elsewhere.org";

    private final LinkedTeam linked = new LinkedTeam(builder -> builder.jobs(JobStyle.NEVER)
            .team(TeamSetup.small()
                    .with(Person.active("vic@example.com", "Vic", "Stone").unverified())));

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void anAddressIsPendingUntilItsOwnerVerifiesIt() throws DbxException {
        assertThat(add("ana", OTHER).getSuccessValue().getIsVerified()).isFalse();
        assertThat(linked.events(1))
                .containsExactly("pending_secondary_email_added{'secondary_email':'" + OTHER + "'}");

        linked.simulator.people().verify("ANA@elsewhere.org");

        assertThat(linked.info("ana").getProfile().getSecondaryEmails())
                .singleElement()
                .matches(email -> email.getEmail().equals(OTHER) && email.getIsVerified());
        assertThat(linked.events(1).get(0)).startsWith("secondary_email_verified");
    }

    @Test
    void anAddressOnAVerifiedDomainIsVerifiedAtOnce() throws DbxException {
        linked.simulator.console().verifyDomain("Elsewhere.org");

        assertThat(add("ana", OTHER).getSuccessValue().getIsVerified()).isTrue();
    }

    @Test
    void anAddressIsGivenOnce() throws DbxException {
        linked.simulator.console().verifyDomain("verified.org");
        add("ana", OTHER);
        add("ana", "ana@verified.org");

        assertThat(add("ana", "ANA@elsewhere.org").isAlreadyPending()).isTrue();
        assertThat(add("ana", "ANA@verified.org").isAlreadyOwnedByUser()).isTrue();
        assertThat(add("ana", "ana@example.com").isAlreadyOwnedByUser()).isTrue();
        assertThat(add("leo", "ana@verified.org").isUnavailable()).isTrue();
        assertThat(add("leo", "rob@example.com").isUnavailable()).isTrue();
    }

    @Test
    void aPendingAddressGoesToWhoVerifiesItFirst() throws DbxException {
        add("ana", OTHER);
        linked.team.membersSetProfileV2Builder(user("leo")).withNewEmail(OTHER).start();

        assertThatIllegalStateException()
                .isThrownBy(() -> linked.simulator.people().verify(OTHER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linked.simulator.people().verify("nobody@elsewhere.org"));
    }

    @Test
    void aVerifiedAddressKeepsOthersFromBeingInvitedWithIt() throws DbxException {
        linked.simulator.console().verifyDomain("elsewhere.org");
        add("ana", OTHER);

        assertThat(linked.post("team/members/add_v2", "{'new_members':[{'member_email':'" + OTHER + "'}]}"))
                .contains("user_already_on_team");
    }

    @Test
    void anAddressMayBecomeThePrimaryOne() throws DbxException {
        linked.simulator.console().verifyDomain("elsewhere.org");
        add("ana", OTHER);

        linked.team.membersSetProfileV2Builder(user("ana")).withNewEmail(OTHER).start();

        assertThat(linked.simulator.world().team().byEmail(OTHER).orElseThrow().secondaryEmails())
                .isEmpty();
    }

    @Test
    void someMembersCannotHaveOne() throws DbxException {
        assertThat(addTo("stranger").getInvalidUserValue()).isEqualTo(user("stranger"));
        assertThat(addTo("rob").isInvalidUser()).isTrue();
        assertThat(addTo("ivy").getPlaceholderUserValue()).isEqualTo(user("ivy"));
        assertThat(addTo("vic").isUnverified()).isTrue();
    }

    @Test
    void thereAreLimits() throws DbxException {
        String[] twenty =
                IntStream.range(0, 20).mapToObj(i -> "a" + i + "@elsewhere.org").toArray(String[]::new);
        String[] more = Arrays.copyOf(twenty, 21);
        more[20] = OTHER;

        assertThatExceptionOfType(AddSecondaryEmailsErrorException.class)
                .isThrownBy(() -> linked.team.membersSecondaryEmailsAdd(List.of(of("ana", more))))
                .matches(e -> e.errorValue.name().equals("TOO_MANY_EMAILS"));
        linked.team.membersSecondaryEmailsAdd(List.of(of("ana", twenty)));
        assertThat(add("ana", OTHER).isReachedLimit()).isTrue();
    }

    @Test
    void theyCanBeSwitchedOff() {
        linked.simulator.console().allowSecondaryEmails(false);

        assertThatExceptionOfType(AddSecondaryEmailsErrorException.class)
                .isThrownBy(() -> add("ana", OTHER))
                .matches(e -> e.errorValue.name().equals("SECONDARY_EMAILS_DISABLED"));
    }

    @Test
    void whatIsNotModelledCanStillRefuseThem() throws DbxException {
        linked.simulator.inject(Fault.at("team/members/secondary_emails/add").refuseItems("rate_limited"));

        assertThat(add("ana", OTHER).isRateLimited()).isTrue();
    }

    @Test
    void verificationIsMailedAgainWhilePending() throws DbxException {
        add("ana", OTHER);

        List<ResendSecondaryEmailResult> results = linked.team
                .membersSecondaryEmailsResendVerificationEmails(List.of(of("ana", OTHER, "x@elsewhere.org")))
                .getResults()
                .get(0)
                .getSuccessValue()
                .getResults();

        assertThat(results.get(0).getSuccessValue()).isEqualTo(OTHER);
        assertThat(results.get(1).isNotPending()).isTrue();
    }

    @Test
    void addressesAreDeletedExceptThePrimaryOne() throws DbxException {
        add("ana", OTHER);

        List<DeleteSecondaryEmailResult> results = linked.team
                .membersSecondaryEmailsDelete(
                        List.of(of("ana", "ANA@elsewhere.org", OTHER, "ANA@example.com"), of("stranger")))
                .getResults()
                .get(0)
                .getSuccessValue()
                .getResults();

        assertThat(results)
                .extracting(DeleteSecondaryEmailResult::tag)
                .containsExactly(
                        DeleteSecondaryEmailResult.Tag.SUCCESS,
                        DeleteSecondaryEmailResult.Tag.NOT_FOUND,
                        DeleteSecondaryEmailResult.Tag.CANNOT_REMOVE_PRIMARY);
        assertThat(linked.events(1)).containsExactly("secondary_email_deleted{'secondary_email':'" + OTHER + "'}");
    }

    private AddSecondaryEmailResult add(String name, String email) throws DbxException {
        return linked.team
                .membersSecondaryEmailsAdd(List.of(of(name, email)))
                .getResults()
                .get(0)
                .getSuccessValue()
                .getResults()
                .get(0);
    }

    private UserAddResult addTo(String name) throws DbxException {
        return linked.team
                .membersSecondaryEmailsAdd(List.of(of(name, OTHER)))
                .getResults()
                .get(0);
    }

    private static UserSecondaryEmailsArg of(String name, String... emails) {
        return new UserSecondaryEmailsArg(user(name), List.of(emails));
    }
}
