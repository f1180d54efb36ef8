package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.files.ListFolderResult;
import com.dropbox.core.v2.sharing.ListFoldersResult;
import com.dropbox.core.v2.sharing.ListSharedLinksResult;
import com.dropbox.core.v2.users.FullAccount;
import dev.gangway.connector.Capability;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Text;
import dev.gangway.user.UserId;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.Person;
import dev.gangway.userdata.Reach;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.UserDataAccess;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Acting as a member of a Dropbox team, by {@code Dropbox-API-Select-User} on routes that read. Thread-safe. */
final class DropboxUserData implements UserDataAccess {

    /** Any other text can't name a folder; the SDK doesn't even send it. Specified. */
    private static final Pattern FOLDER = Pattern.compile("(/.*)?|id:.*", Pattern.DOTALL);

    /** As many as the routes for shared folders give at most (specified); listings of files take it, too. */
    private static final long ON_A_PAGE = 1000;

    private static final String NO_FOLDER = "/.gangway-no-such-folder";

    /** Steps documented: Dropbox Help Center, "Sign in as one of your Dropbox team members", 2024. */
    private static final Instruction SIGN_IN = new Instruction(
            new Text("Sign in as a member of the team", "Se connecter en tant que membre de l'équipe"),
            List.of(
                    new Text(
                            "Sign in to dropbox.com as a team admin, and open the Admin console. The plan must be Advanced, Business Plus or Enterprise.",
                            "Connectez-vous à dropbox.com en tant qu'administrateur d'équipe et ouvrez la console d'administration. Le forfait doit être Advanced, Business Plus ou Enterprise."),
                    new Text("Open Members.", "Ouvrez Membres."),
                    new Text(
                            "Open the menu (…) beside the person, and choose to log in as that member.",
                            "Ouvrez le menu (…) à côté de la personne et choisissez de vous connecter en tant que ce membre."),
                    new Text(
                            "Confirm. Dropbox lets you choose who is told. Sign out by the banner when you are done.",
                            "Confirmez. Dropbox vous laisse choisir qui en est averti. Déconnectez-vous par le bandeau une fois terminé.")),
            Optional.of(URI.create("https://www.dropbox.com/team/admin/members")));

    private static final Reach REACH = new Reach(
            new Text(
                    "Gangway reads, through Dropbox's API, what the person sees in their own folder and everything mounted in it: names, sizes and times of files and folders, links that they share, shared folders, storage used. It reads no file's content.",
                    "Gangway lit, par l'API de Dropbox, ce que la personne voit dans son propre dossier et dans tout ce qui y est monté : noms, tailles et dates des fichiers et dossiers, liens partagés, dossiers partagés, stockage utilisé. Le contenu des fichiers n'est pas lu."),
            new Text(
                    "It is no sign-in: there is no session in a browser or in the Admin console, and no password. Nothing is written in the person's name. Folders of a team space beside the person's own folder aren't shown, and neither is a personal account that the person has linked.",
                    "Ce n'est pas une connexion : il n'y a ni session dans un navigateur ou dans la console d'administration, ni mot de passe. Rien n'est écrit au nom de la personne. Les dossiers d'un espace d'équipe situés à côté du dossier de la personne ne sont pas affichés, pas plus qu'un compte personnel qu'elle aurait associé."),
            new Text(
                    "Gangway doesn't tell the person. Dropbox's log is not known to show such reading; a real sign-in as a user is in it as sign_in_as_session_start and sign_in_as_session_end.",
                    "Gangway n'avertit pas la personne. On ne sait pas si le journal de Dropbox montre de telles lectures ; une vraie connexion en tant qu'utilisateur y figure sous sign_in_as_session_start et sign_in_as_session_end."),
            Optional.of(SIGN_IN));

    private final Calls calls;
    private final Scopes scopes;

    DropboxUserData(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
    }

    @Override
    public Reach reach() {
        return REACH;
    }

    @Override
    public Outcome<Person> begin(UserId who) {
        return as(who, dropbox -> dropbox.users().getCurrentAccount()).map(DropboxUserData::person);
    }

    private static Person person(FullAccount account) {
        if (account.getTeamMemberId() == null) {
            throw new ProviderProtocolException(
                    "users/get_current_account: Dropbox did not say which member of the team it is. Nothing was read.",
                    Optional.empty());
        }
        return new Person(
                new UserId(account.getTeamMemberId()),
                account.getEmail(),
                account.getName().getDisplayName());
    }

    @Override
    public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
        String path = folder.equals(FolderRef.ROOT) ? "" : folder.value();
        if (!FOLDER.matcher(path).matches()) {
            calls();
            return Outcome.refused(Reason.PATH_NOT_FOUND, Reason.PATH_NOT_FOUND.advice());
        }
        return as(
                        who,
                        dropbox -> cursor.isStart()
                                ? dropbox.files()
                                        .listFolderBuilder(path)
                                        .withLimit(ON_A_PAGE)
                                        .start()
                                : dropbox.files().listFolderContinue(cursor.value()))
                .map(DropboxUserData::page);
    }

    private static Page<DataEntry> page(ListFolderResult page) {
        return new Page<>(
                page.getEntries().stream().flatMap(PersonsData::entry).toList(),
                page.getHasMore() ? Optional.of(new Cursor(page.getCursor())) : Optional.empty());
    }

    @Override
    public Outcome<Page<SharedLink>> sharedLinks(UserId who, Cursor cursor) {
        return as(
                        who,
                        dropbox -> cursor.isStart()
                                ? dropbox.sharing().listSharedLinks()
                                : dropbox.sharing()
                                        .listSharedLinksBuilder()
                                        .withCursor(cursor.value())
                                        .start())
                .map(DropboxUserData::page);
    }

    private static Page<SharedLink> page(ListSharedLinksResult page) {
        return new Page<>(
                page.getLinks().stream().map(PersonsData::link).toList(),
                page.getHasMore() ? Optional.ofNullable(page.getCursor()).map(Cursor::new) : Optional.empty());
    }

    @Override
    public Outcome<Page<SharedFolder>> sharedFolders(UserId who, Cursor cursor) {
        return as(
                        who,
                        dropbox -> cursor.isStart()
                                ? dropbox.sharing()
                                        .listFoldersBuilder()
                                        .withLimit(ON_A_PAGE)
                                        .start()
                                : dropbox.sharing().listFoldersContinue(cursor.value()))
                .map(DropboxUserData::page);
    }

    private static Page<SharedFolder> page(ListFoldersResult page) {
        return new Page<>(
                page.getEntries().stream().map(PersonsData::folder).toList(),
                Optional.ofNullable(page.getCursor()).map(Cursor::new));
    }

    @Override
    public Fact<Long> storage(UserId who) {
        return new Storage(calls()).of(who);
    }

    /** A call that reads in somebody's name; what Dropbox says about the person or the folder is a value. */
    private <T> Outcome<T> as(UserId who, Calls.Ask<DbxClientV2, T> ask) {
        try {
            return Outcome.alreadyDone(calls().askAs(who, ask));
        } catch (RouteError error) {
            return switch (error.code()) {
                case Faults.NOBODY_TO_ACT_AS -> refused(Reason.NOT_ON_TEAM, error.code());
                case Faults.SUSPENDED ->
                    new Outcome.Refused<>(new Refusal(
                            Reason.WRONG_STATUS,
                            "Nobody can act as a person who is suspended. End that first.",
                            Optional.of(error.code())));
                case "path" -> refused(Reason.PATH_NOT_FOUND, error.code());
                default -> throw error.unexpected("List it again from the start.");
            };
        }
    }

    private static <T> Outcome<T> refused(Reason reason, String code) {
        return Outcome.refusedByProvider(reason, code);
    }

    /**
     * Proves each of its scopes in the name of the admin who consented: by who that is, by a folder that there is not, and by one shared
     * folder.
     */
    void probe() throws RouteError {
        UserId admin = new UserId(calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                .getAdminProfile()
                .getTeamMemberId());
        calls.askAs(admin, dropbox -> dropbox.users().getCurrentAccount());
        try {
            calls.askAs(admin, dropbox -> dropbox.files().listFolder(NO_FOLDER));
        } catch (RouteError error) {
            if (!error.code().equals("path")) {
                throw error;
            }
        }
        calls.askAs(
                admin,
                dropbox -> dropbox.sharing().listFoldersBuilder().withLimit(1L).start());
    }

    private Calls calls() {
        if (!scopes.wants(Capability.ACT_AS_USERS)) {
            throw new UnsupportedCapabilityException(
                    "Acting as a user needs more scopes, which this connector doesn't ask for. Register it with "
                            + "DropboxConnector's actingAsUsers(), and have an admin of the team connect again.");
        }
        return calls;
    }
}
