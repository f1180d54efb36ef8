package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActionTest {

    private static Text sentence(Action action, Stage stage, String subject) {
        return action.sentence(stage, "Northwind IT", Optional.of(subject));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTENT | Northwind IT is about to remove Leo Chen | Northwind IT s'apprête à supprimer Leo Chen",
                "DONE | Northwind IT removed Leo Chen | Northwind IT a supprimé Leo Chen",
                "FAILED | Northwind IT tried to remove Leo Chen, and it failed | Northwind IT a tenté de supprimer Leo Chen, sans succès",
                "REFUSED | Northwind IT was not allowed to remove Leo Chen | Northwind IT n'a pas eu le droit de supprimer Leo Chen",
                "UNKNOWN | Northwind IT tried to remove Leo Chen, and it is not known whether it happened"
                        + " | Northwind IT a tenté de supprimer Leo Chen, sans que l'on sache si cela a eu lieu"
            })
    void aRemovalIsToldAtEachStageInBothLanguages(Stage stage, String english, String french) {
        assertThat(sentence(Action.MEMBER_REMOVED, stage, "Leo Chen")).isEqualTo(new Text(english, french));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MEMBER_INVITED | invited Ana | a invité Ana",
                "MEMBER_REMOVED | removed Ana | a supprimé Ana",
                "MEMBER_SUSPENDED | suspended Ana | a suspendu Ana",
                "MEMBER_RESUMED | ended the suspension of Ana | a levé la suspension d'Ana",
                "MEMBER_RESTORED | restored Ana | a rétabli Ana",
                "MEMBER_CHANGED | changed the profile of Ana | a modifié le profil d'Ana",
                "EMAIL_CHANGED | changed the e-mail address of Ana | a modifié l'adresse e-mail d'Ana",
                "FILES_TRANSFERRED | transferred the files of Ana | a transféré les fichiers d'Ana",
                "FILES_DELETED | deleted the files of Ana | a effacé les fichiers d'Ana",
                "MEMBERS_READ | looked up Ana | a consulté la fiche d'Ana",
                "HOLDINGS_READ | read what belongs to Ana | a consulté ce qui appartient à Ana",
                "LICENSES_READ | read the licenses of Ana | a consulté les licences d'Ana",
                "ROLE_CHANGED | changed the admin permissions of Ana | a modifié les droits d'administration d'Ana",
                "SIGNED_IN_AS | signed in as Ana | a ouvert une session en tant qu'Ana",
                "USER_DATA_READ | read what is visible to Ana | a consulté ce que voit Ana",
                "TEAM_FOLDER_CREATED | created the team folder Ana | a créé le dossier d'équipe Ana",
                "TEAM_FOLDER_RENAMED | renamed the team folder Ana | a renommé le dossier d'équipe Ana",
                "TEAM_FOLDER_ARCHIVED | archived the team folder Ana | a archivé le dossier d'équipe Ana",
                "TEAM_FOLDER_SYNC_CHANGED | changed the sync settings of the team folder Ana"
                        + " | a modifié les réglages de synchronisation du dossier d'équipe Ana",
                "TEAM_FOLDERS_READ | looked up the team folder Ana | a consulté le dossier d'équipe Ana",
                "SHARING_POLICIES_READ | read the sharing settings of Ana | a consulté les réglages de partage d'Ana",
                "SHARING_POLICY_CHANGED | changed the sharing setting Ana | a modifié le réglage de partage Ana",
                "SHARING_ALLOWED | allowed sharing with Ana | a autorisé le partage avec Ana",
                "SHARING_DISALLOWED | disallowed sharing with Ana | a interdit le partage avec Ana",
                "SECURITY_POLICIES_READ | read the security settings of Ana | a consulté les réglages de sécurité d'Ana",
                "DEVICES_READ | read the sessions, devices and apps of Ana"
                        + " | a consulté les sessions, appareils et applications d'Ana",
                "DEVICE_UNLINKED | unlinked a device of Ana | a dissocié un appareil d'Ana",
                "SESSION_ENDED | ended a session of Ana | a fermé une session d'Ana",
                "APP_REVOKED | revoked an app of Ana | a révoqué une application d'Ana",
                "SHARING_READ | read the sharing activity of Ana | a consulté l'activité de partage d'Ana",
                "ANALYTICS_READ | read the analytics of Ana | a consulté les statistiques d'Ana",
                "SUPPORT_ASKED | prepared a question to the provider's support about Ana"
                        + " | a préparé une question à l'assistance du fournisseur au sujet d'Ana",
                "OTHER | used the operation Ana | a utilisé l'opération Ana",
                "ASSISTANCE_ENABLED | switched on delegated assistance for Ana | a activé l'assistance déléguée pour Ana",
                "ASSISTANCE_DISABLED | switched off delegated assistance for Ana"
                        + " | a désactivé l'assistance déléguée pour Ana",
                "BAA_SIGNED | noted the signed business associate agreement of Ana | a consigné l'accord BAA signé par Ana",
                "BAA_ENDED | noted the end of the business associate agreement of Ana"
                        + " | a consigné la fin de l'accord BAA d'Ana",
                "GRANT_GIVEN | opened the administration to Ana | a ouvert l'administration à Ana",
                "GRANT_REVOKED | revoked the access of Ana | a révoqué l'accès d'Ana",
                "LINK_MADE | made a sign-in link for Ana | a créé un lien de connexion pour Ana",
                "LINK_REDEEMED | entered the administration of Ana | a accédé à l'administration d'Ana",
                "NOTICE_QUEUED | queued a notice for Ana | a mis en attente un avis pour Ana",
                "NOTICE_SENT | sent a notice to Ana | a envoyé un avis à Ana"
            })
    void everyActionIsToldInBothLanguages(Action action, String english, String french) {
        assertThat(sentence(action, Stage.DONE, "Ana"))
                .isEqualTo(new Text("Northwind IT " + english, "Northwind IT " + french));
    }

    @Test
    void theTableAboveHasEveryAction() throws NoSuchMethodException {
        CsvSource table = ActionTest.class
                .getDeclaredMethod("everyActionIsToldInBothLanguages", Action.class, String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertThat(Arrays.stream(table.value()).map(it -> Action.valueOf(it.substring(0, it.indexOf(' ')))))
                .containsExactlyInAnyOrder(Action.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyStageOfEveryActionReadsDifferentlyWithASubjectAndWithout(Action action) {
        List<Text> all = Arrays.stream(Stage.values())
                .flatMap(stage -> Stream.of(
                        sentence(action, stage, "Leo"), action.sentence(stage, "Northwind IT", Optional.empty())))
                .toList();

        assertThat(all.stream().map(Text::en)).doesNotHaveDuplicates();
        assertThat(all.stream().map(Text::fr)).doesNotHaveDuplicates();
        assertThat(all.stream().flatMap(it -> Stream.of(it.en(), it.fr())))
                .allMatch(it -> it.matches("Northwind IT \\S+( \\S+)*"));
    }

    @Test
    void frenchElidesBeforeVowelsAlsoOfVerbs() {
        assertThat(sentence(Action.MEMBER_INVITED, Stage.FAILED, "Zoé").fr())
                .isEqualTo("Northwind IT a tenté d'inviter Zoé, sans succès");
        assertThat(sentence(Action.SIGNED_IN_AS, Stage.REFUSED, "Élodie").fr())
                .isEqualTo("Northwind IT n'a pas eu le droit d'ouvrir une session en tant qu'Élodie");
        assertThat(sentence(Action.GRANT_REVOKED, Stage.DONE, "Musée de Arts").fr())
                .isEqualTo("Northwind IT a révoqué l'accès de Musée de Arts");
    }

    @Test
    void aNameBreaksNoLineAndTurnsNoDirection() {
        assertThat(sentence(Action.MEMBER_REMOVED, Stage.DONE, "Leo\r\nNorthwind\u202e IT")
                        .en())
                .isEqualTo("Northwind IT removed Leo Northwind  IT");
        assertThat(sentence(Action.MEMBER_REMOVED, Stage.DONE, "\u202e").fr()).isEqualTo("Northwind IT a supprimé ?");
    }

    @Test
    void thereAreNineKindsAndEachHasAnAction() {
        assertThat(ActionKind.values()).hasSize(9);
        assertThat(Arrays.stream(Action.values())
                        .flatMap(it -> it.kind().stream())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(ActionKind.values());
        assertThat(Arrays.stream(ActionKind.values()).map(it -> it.words().en()))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(ActionKind.values()).map(it -> it.words().fr()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeTakenBackIsDestructive() {
        assertThat(Arrays.stream(Action.values()).filter(Action::isDestructive))
                .containsExactlyInAnyOrder(
                        Action.MEMBER_REMOVED,
                        Action.FILES_TRANSFERRED,
                        Action.FILES_DELETED,
                        Action.EMAIL_CHANGED,
                        Action.TEAM_FOLDER_ARCHIVED,
                        Action.DEVICE_UNLINKED,
                        Action.SESSION_ENDED,
                        Action.APP_REVOKED);
    }
}
