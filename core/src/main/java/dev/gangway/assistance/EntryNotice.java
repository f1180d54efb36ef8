package dev.gangway.assistance;

import dev.gangway.connection.ConnectionInfo;
import dev.gangway.result.Text;
import dev.gangway.user.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.function.Function;
import okio.ByteString;

/** What an admin is told when a partner enters. */
final class EntryNotice {

    private EntryNotice() {}

    /** The same id for the same entering and admin, and no other's. */
    static Notice of(ConnectionInfo info, Grant grant, TrailRecord entering, User admin) {
        String whose = ByteString.encodeString(info.id() + " " + admin.id(), StandardCharsets.UTF_8)
                .sha256()
                .hex()
                .substring(0, 32);
        String team = info.account().teamName();
        String at = shown(entering.at());
        String until = shown(grant.until());
        return new Notice(
                "entry-" + entering.number() + "-" + whose,
                admin.email(),
                new Text(
                        line(grant.partner() + " is about to enter the administration of " + team),
                        line(grant.partner() + " s'apprête à accéder à l'administration de l'équipe " + team)),
                new Text(
                        grant.partner() + " used a sign-in link at " + at + " to enter the administration of "
                                + stop(team)
                                + "\n\nUntil " + until + " it may\n"
                                + kinds(grant, Text::en, ", also what is destructive")
                                + "\n" + grant.givenBy() + " gave this grant at " + shown(grant.from())
                                + ". To end it, revoke the grant " + grant.id() + " of the connection \""
                                + info.name()
                                + "\", where you manage it. Everything that is done is in the trail; this is its record "
                                + entering.number() + ".\n",
                        grant.partner() + " a utilisé un lien de connexion le " + at
                                + " pour accéder à l'administration de l'équipe " + stop(team) + "\n\nJusqu'au " + until
                                + ", ce partenaire peut\n"
                                + kinds(grant, Text::fr, ", y compris les actions destructrices") + "\n"
                                + grant.givenBy() + " a donné cette autorisation le " + shown(grant.from())
                                + ". Pour y mettre fin, révoquez l'autorisation " + grant.id() + " de la connexion « "
                                + info.name()
                                + " », là où vous la gérez. Tout ce qui est fait figure dans le journal ; ceci en est l'entrée "
                                + entering.number() + ".\n"));
    }

    private static String kinds(Grant grant, Function<Text, String> language, String destructive) {
        StringBuilder lines = new StringBuilder();
        for (ActionKind kind : EnumSet.copyOf(grant.kinds())) {
            lines.append("- ").append(language.apply(kind.words()));
            if (grant.destructive().contains(kind)) {
                lines.append(destructive);
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    /** A name may end in a full stop itself. */
    private static String stop(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
