package dev.gangway.dropbox;

import dev.gangway.connector.SupportDesk;
import dev.gangway.connector.SupportQuestion;
import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Contact with Dropbox's support. No route takes questions (specified). That admins reach it by the console's page Help is documented; the
 * address is the one that others publish (observed 2018 to 2026). Thread-safe.
 */
final class DropboxSupport implements SupportDesk {

    private static final URI ADDRESS = URI.create("https://www.dropbox.com/support");

    @Override
    public Instruction prepare(SupportQuestion question) {
        String admin = question.admin().toOptional().orElse("");
        return new Instruction(
                new Text("Ask Dropbox's support", "Demander à l'assistance de Dropbox"),
                List.of(
                        new Text(
                                "Nothing was sent: Dropbox takes no questions from programs. Have a team admin hand this one in.",
                                "Rien n'a été envoyé : Dropbox ne prend pas de questions de programmes. Faites déposer celle-ci par un administrateur de l'équipe."),
                        new Text(
                                "Sign in to dropbox.com as a team admin" + by(" (connected by ", admin) + ".",
                                "Connectez-vous à dropbox.com en tant qu'administrateur de l'équipe"
                                        + by(" (connectée par ", admin) + "."),
                        new Text(
                                "Open the Admin console, then Help, and contact support; or begin at the address below.",
                                "Ouvrez l'interface d'administration, puis Aide, et contactez l'assistance ; ou commencez à l'adresse ci-dessous."),
                        new Text(
                                "Have at hand: the team's name, " + question.teamName() + ", and its id, "
                                        + question.teamId() + ids("; the ids of the requests: ", question) + ".",
                                "Ayez sous la main le nom de l'équipe, " + question.teamName()
                                        + ", et son identifiant, " + question.teamId()
                                        + ids(" ; les identifiants des requêtes : ", question) + "."),
                        new Text(
                                "Paste the message. Put no password and no token into it.",
                                "Collez le message. N'y mettez ni mot de passe ni jeton.")),
                Optional.of(ADDRESS));
    }

    private static String by(String words, String admin) {
        return admin.isEmpty() ? "" : words + admin + ")";
    }

    private static String ids(String words, SupportQuestion question) {
        return question.requestIds().isEmpty() ? "" : words + String.join(", ", question.requestIds());
    }
}
