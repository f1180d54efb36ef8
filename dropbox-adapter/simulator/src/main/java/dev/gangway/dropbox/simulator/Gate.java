package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.FaultScript.Mishaps;
import dev.gangway.dropbox.simulator.Grants.AccessToken;
import dev.gangway.dropbox.simulator.Invocation.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides who calls and whether they may: tokens, scopes, Select headers. Used with the world locked. */
final class Gate {
    private static final String SELECT_USER = "Dropbox-API-Select-User";
    private static final String SELECT_ADMIN = "Dropbox-API-Select-Admin";
    private static final String PATH_ROOT = "Dropbox-API-Path-Root";
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S+) *");

    private final World world;
    private final ErrorAnswers errors;

    Gate(World world, ErrorAnswers errors) {
        this.world = world;
        this.errors = errors;
    }

    /** The caller of the route, or a {@link Refusal}. */
    Caller admit(Route route, Request request, Mishaps mishaps) {
        if (route.auth() == Route.Auth.APP) {
            return admitApp(request);
        }
        AccessToken token = token(route, request, mishaps);
        Optional<Member> selected = route.auth() == Route.Auth.TEAM
                ? requireTeamToken(route, request, token)
                : selected(route, request, token);
        if (mishaps.takes(Mishap.MissingScope.class)) {
            throw missingScope(request, route.scope().orElse("account_info.read"));
        }
        route.scope().ifPresent(scope -> requireScope(route, request, token, scope));
        boolean asAdmin =
                token.grant().isOfTeam() && request.header(SELECT_ADMIN).isPresent();
        return new Caller(
                Optional.of(token),
                selected,
                asAdmin,
                selected.isPresent() && inTeamSpace(route, request, selected.get()));
    }

    private Caller admitApp(Request request) {
        boolean known = App.basic(request.header("Authorization"))
                .filter(client -> client.match(world.app()))
                .isPresent();
        if (!known) {
            throw unauthorized(request, "invalid_access_token");
        }
        return Caller.APP;
    }

    private AccessToken token(Route route, Request request, Mishaps mishaps) {
        String header = request.header("Authorization")
                .orElseThrow(() -> new Refusal(ErrorAnswers.badRequest(
                        route.name(),
                        "Must provide HTTP header \"Authorization\" or URL parameter \"authorization\".")));
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) { // the service repeats what it was sent [observed]
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(),
                    "Invalid authorization value in HTTP header \"Authorization\": \"" + header
                            + "\".  Expecting \"Bearer <oauth2-access-token>\"."));
        }
        String text = bearer.group(1);
        if (!Grants.looksLikeAccessToken(text)) {
            throw new Refusal(ErrorAnswers.badRequest(route.name(), "The given OAuth 2 access token is malformed."));
        }
        AccessToken token =
                world.grants().accessToken(text).orElseThrow(() -> unauthorized(request, "invalid_access_token"));
        if (mishaps.takes(Mishap.ExpireToken.class)) {
            token.expire(world.now());
        }
        if (mishaps.takes(Mishap.RevokeGrant.class)) {
            world.grants().revoke(token.grant());
        }
        if (token.isRevoked()) {
            throw unauthorized(request, "invalid_access_token");
        }
        if (token.isExpired(world.now())) {
            throw unauthorized(request, "expired_access_token");
        }
        return token;
    }

    private Optional<Member> requireTeamToken(Route route, Request request, AccessToken token) {
        if (!token.grant().isOfTeam()) {
            throw new Refusal(ErrorAnswers.badRequest(route.name(), "This token is not associated with a team."));
        }
        if (request.header(SELECT_USER).isPresent()
                || request.header(SELECT_ADMIN).isPresent()) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(), "This API function acts on a whole team and takes no Select header."));
        }
        return Optional.empty();
    }

    /** Whom a user's route is for. The header for admins is refused by all routes but those of which the specification says that they take it. */
    private Optional<Member> selected(Route route, Request request, AccessToken token) {
        Set<String> users = request.values(SELECT_USER);
        Set<String> admins = request.values(SELECT_ADMIN);
        if (!token.grant().isOfTeam()) {
            return Optional.of(owner(request, token));
        }
        if (!admins.isEmpty()) {
            return Optional.of(selectedAdmin(route, request, token, admins));
        }
        if (users.isEmpty()) {
            if (route.name().equals(AuthRoutes.REVOKE) && world.options().revokesTeamTokens()) {
                return Optional.empty();
            }
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(),
                    "This API function operates on a single Dropbox account, but the OAuth 2 access token you provided is"
                            + " for an entire Dropbox Business team. Since your API app key has team member file access"
                            + " permissions, you can operate on a team member's Dropbox by providing the"
                            + " \"Dropbox-API-Select-User\" HTTP header."));
        }
        if (request.repeats(SELECT_USER) && world.options().refusesRepeatedHeaders()) {
            throw new Refusal(ErrorAnswers.badRequest(route.name(), "A Select header was given more than once."));
        }
        if (users.size() > 1) {
            throw new Refusal(ErrorAnswers.badRequest(route.name(), "More than one Select header was given."));
        }
        requireScope(route, request, token, "team_data.member");
        return Optional.of(selectedUser(request, users.iterator().next()));
    }

    private Member selectedAdmin(Route route, Request request, AccessToken token, Set<String> admins) {
        if (route.admins().isEmpty()) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(), "This API function does not support the \"" + SELECT_ADMIN + "\" HTTP header."));
        }
        if (admins.size() > 1 || request.header(SELECT_USER).isPresent()) {
            throw new Refusal(ErrorAnswers.badRequest(route.name(), "More than one Select header was given."));
        }
        requireScope(route, request, token, "team_data.member");
        return world.team()
                .byId(admins.iterator().next())
                .filter(Member::isTeamAdmin)
                .orElseThrow(() -> unauthorized(request, "invalid_select_admin"));
    }

    /** Whoever is suspended or removed is signed out everywhere; a converted account is its owner's. */
    private Member owner(Request request, AccessToken token) {
        Member owner = token.grant().authorizedBy();
        if (owner.is(Member.Status.SUSPENDED)) {
            throw unauthorized(request, "user_suspended");
        }
        if (!owner.isCurrent() && !owner.isDisconnected()) {
            throw unauthorized(request, "invalid_access_token");
        }
        return owner;
    }

    /** Whether paths begin at the root that members have in common; status 422 for any other root. */
    private boolean inTeamSpace(Route route, Request request, Member member) {
        Optional<String> header = request.header(PATH_ROOT);
        if (header.isEmpty()) {
            return false;
        }
        Optional<String> root = Json.parse(header.get())
                .filter(it -> it instanceof Map<?, ?> map && "root".equals(map.get(".tag")))
                .map(it -> String.valueOf(((Map<?, ?>) it).get("root")));
        if (root.isEmpty()) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(), "could not decode HTTP header \"" + PATH_ROOT + "\", or it isn't modelled."));
        }
        if (!TeamSpace.isOf(world.team()) || !root.get().equals(member.rootFolderId())) {
            Struct error = Struct.tag("invalid_root", UserRoutes.root(world.team(), member));
            throw new Refusal(errors.envelope(422, error, request.header(Shell.LOCALE)));
        }
        return true;
    }

    /** An invited person can be selected, too: the specification of {@code team/members/add} speaks of it. */
    private Member selectedUser(Request request, String id) {
        Member member = world.team()
                .byId(id)
                .filter(Member::isCurrent)
                .orElseThrow(() -> unauthorized(request, "invalid_select_user"));
        if (member.is(Member.Status.SUSPENDED)) {
            throw unauthorized(request, "user_suspended");
        }
        return member;
    }

    /** Two different causes, two different answers: the token's lack can be mended by authorizing again, the app's can't. */
    private void requireScope(Route route, Request request, AccessToken token, String scope) {
        if (!world.app().scopes().contains(scope)) {
            throw new Refusal(ErrorAnswers.badRequest(
                    route.name(),
                    "Your app is not permitted to access this endpoint because it does not have the required scope '"
                            + scope + "'. The owner of the app can enable the scope for the app."));
        }
        if (!token.scopes().contains(scope)) {
            throw missingScope(request, scope);
        }
    }

    private Refusal missingScope(Request request, String scope) {
        return unauthorized(request, Struct.tag("missing_scope").with("required_scope", scope));
    }

    private Refusal unauthorized(Request request, String tag) {
        return unauthorized(request, Struct.tag(tag));
    }

    private Refusal unauthorized(Request request, Struct error) {
        return new Refusal(errors.envelope(401, error, request.header(Shell.LOCALE)));
    }
}
