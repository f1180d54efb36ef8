package dev.gangway.dropbox;

import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Dropbox's own switch for a reseller's support (documented in its help; no route moves it or tells where it stands). */
final class ResellerSupport {

    static final Instruction SWITCH = new Instruction(
            new Text(
                    "Switch the reseller's support on or off in Dropbox",
                    "Activer ou désactiver l'assistance du revendeur dans Dropbox"),
            List.of(
                    new Text(
                            "Sign in to dropbox.com as a team admin and open the admin console.",
                            "Connectez-vous à dropbox.com en tant qu'administrateur d'équipe et ouvrez l'interface d'administration."),
                    new Text(
                            "Choose Settings, and there Reseller support among the additional settings.",
                            "Choisissez Paramètres puis, parmi les paramètres supplémentaires, l'assistance du revendeur."),
                    new Text(
                            "Tick the box to let the reseller in, or clear it. With it the reseller has full control of the team. It"
                                    + " can't be ticked once the team has signed a business associate agreement.",
                            "Cochez la case pour laisser entrer le revendeur, ou décochez-la. Le revendeur a alors le contrôle complet de"
                                    + " l'équipe. La case ne peut pas être cochée si l'équipe a signé un accord de partenariat (BAA)."),
                    new Text(
                            "After clearing it, look at the team's admins: a reseller who was made an admin by hand stays one until you take"
                                    + " that role away.",
                            "Après l'avoir décochée, vérifiez la liste des administrateurs : un revendeur nommé administrateur à la main le"
                                    + " reste tant que vous ne lui retirez pas ce rôle.")),
            Optional.of(URI.create("https://help.dropbox.com/account-access/reseller-support")));

    private ResellerSupport() {}
}
