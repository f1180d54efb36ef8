package dev.gangway.connector;

import dev.gangway.credential.Credential;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.result.Fact;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What core has to know about a connector before it connects. Immutable.
 *
 * @param id names the connector
 * @param displayName the provider's name, for people
 * @param forms the kinds of credential that it takes, each with its form; the one to offer first comes first
 * @param oauth how consent is asked for; present if the kinds include OAuth
 * @param scopes the scopes that it asks for, and what each is for
 * @param hosts the only hosts that the transport may talk to with the credential
 * @param requestIdHeader the answer header in which the provider tells its request id; empty if it has none
 */
public record ConnectorSpec(
        ConnectorId id,
        String displayName,
        List<CredentialForm> forms,
        Optional<OAuthSpec> oauth,
        List<ScopeSpec> scopes,
        Set<String> hosts,
        Optional<String> requestIdHeader) {
    /**
     * Checks and copies the parts.
     *
     * @param id names the connector
     * @param displayName the provider's name
     * @param forms the kinds of credential with their forms
     * @param oauth how consent is asked for
     * @param scopes the scopes
     * @param hosts the hosts
     * @param requestIdHeader the answer header with the provider's request id
     * @throws IllegalArgumentException if there is no kind of credential or one is there twice, or OAuth is among them and its
     *     description is missing
     */
    public ConnectorSpec {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(displayName, "displayName");
        forms = List.copyOf(forms);
        Objects.requireNonNull(oauth, "oauth");
        scopes = List.copyOf(scopes);
        hosts = Set.copyOf(hosts);
        Objects.requireNonNull(requestIdHeader, "requestIdHeader");
        Set<Credential.Kind> kinds = kinds(forms);
        if (kinds.isEmpty() || kinds.size() != forms.size()) {
            throw new IllegalArgumentException(
                    "A connector takes at least one kind of credential, and has one form for each.");
        }
        if (kinds.contains(Credential.Kind.OAUTH) != oauth.isPresent()) {
            throw new IllegalArgumentException(
                    "A connector that takes OAuth tokens describes its OAuth endpoints, and only such a one.");
        }
    }

    /**
     * The spec of a connector without OAuth.
     *
     * @param id names the connector
     * @param displayName the provider's name, for people
     * @param kind the kind of credential that it takes
     * @param hosts the only hosts that the transport may talk to
     * @return the spec, without scopes
     */
    public static ConnectorSpec of(ConnectorId id, String displayName, Credential.Kind kind, Set<String> hosts) {
        return new ConnectorSpec(id, displayName, Set.of(kind), Optional.empty(), List.of(), hosts, Optional.empty());
    }

    /**
     * The spec of a connector that has nothing to add to the standard forms.
     *
     * @param id names the connector
     * @param displayName the provider's name, for people
     * @param credentialKinds the kinds of credential that it takes
     * @param oauth how consent is asked for
     * @param scopes the scopes
     * @param hosts the hosts
     * @param requestIdHeader the answer header with the provider's request id
     */
    public ConnectorSpec(
            ConnectorId id,
            String displayName,
            Set<Credential.Kind> credentialKinds,
            Optional<OAuthSpec> oauth,
            List<ScopeSpec> scopes,
            Set<String> hosts,
            Optional<String> requestIdHeader) {
        this(
                id,
                displayName,
                credentialKinds.stream().sorted().map(CredentialForm::of).toList(),
                oauth,
                scopes,
                hosts,
                requestIdHeader);
    }

    /**
     * The kinds of credential that it takes.
     *
     * @return the kinds, the one to offer first comes first
     */
    public Set<Credential.Kind> credentialKinds() {
        return kinds(forms);
    }

    private static Set<Credential.Kind> kinds(List<CredentialForm> forms) {
        Set<Credential.Kind> kinds = new LinkedHashSet<>();
        forms.forEach(form -> kinds.add(form.kind()));
        return Collections.unmodifiableSet(kinds);
    }

    /**
     * The form for a kind of credential.
     *
     * @param kind the kind
     * @return the form
     * @throws IllegalArgumentException if the connector doesn't take that kind
     */
    public CredentialForm form(Credential.Kind kind) {
        return forms.stream()
                .filter(it -> it.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The connector " + id + " takes " + credentialKinds() + ", not " + kind + "."));
    }

    /**
     * Makes a credential of what a person entered into a form. Nothing is sent.
     *
     * @param kind the form's kind
     * @param entered what was entered, by the fields' ids; an optional field may be missing or blank
     * @return the credential, to connect with
     * @throws InvalidFieldException if a field is missing, unknown, or doesn't match its pattern; it names the field and repeats nothing
     * @throws IllegalArgumentException if the connector doesn't take that kind
     */
    public Credential credential(Credential.Kind kind, Map<String, String> entered) {
        return form(kind).credential(entered);
    }

    /**
     * Holds a credential against the forms, before anything is sent. Core does so whenever it is given one.
     *
     * @param credential the credential
     * @throws InvalidFieldException if a part of it doesn't match its field's pattern; it names the field and repeats nothing
     * @throws IllegalArgumentException if the connector doesn't take that kind
     */
    public void check(Credential credential) {
        form(credential.kind()).check(credential);
    }

    /**
     * What was granted beyond what is asked for.
     *
     * @param granted the scopes granted, as far as the provider told
     * @return one warning that names them all; none if there are none, or if it isn't known what was granted or is needed
     */
    public List<Diagnosis> excess(Fact<Set<String>> granted) {
        Set<String> needed = new HashSet<>(oauth.map(OAuthSpec::scopes).orElse(Set.of()));
        scopes.forEach(scope -> needed.add(scope.name()));
        List<String> more = granted.toOptional().orElse(Set.of()).stream()
                .filter(it -> !needed.contains(it))
                .sorted()
                .toList();
        if (needed.isEmpty() || more.isEmpty()) {
            return List.of();
        }
        return List.of(new Diagnosis(
                Problem.SCOPES_IN_EXCESS,
                "The credential holds more rights than are used: " + String.join(", ", more) + ".",
                "Take them away from the app, or make a credential without them, and have an admin of the team connect again.",
                Who.APPLICATION_OPERATOR,
                more.stream().map(Subject::scope).toList()));
    }
}
