package dev.gangway.connector;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.result.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The form for one kind of credential. Immutable.
 *
 * <p>The fields of each kind are fixed; a connector chooses their words and patterns:
 *
 * <ul>
 *   <li>{@code OAUTH}: {@code refreshToken}, for a consent that was given before. To ask for a new one, draw a button that leads to
 *       {@code connections().beginAuthorization(…)} instead.
 *   <li>{@code BEARER_TOKEN}: {@code token}, {@code expiresAt}
 *   <li>{@code API_KEY}: {@code key}, {@code expiresAt}
 *   <li>{@code USER_PASSWORD}: {@code user}, {@code password}, {@code expiresAt}
 * </ul>
 *
 * @param kind which kind
 * @param label the kind's name, for people
 * @param help what it is and who can give it
 * @param fields its fields, in the order in which they are asked for
 */
public record CredentialForm(Credential.Kind kind, Text label, Text help, List<FieldSpec> fields) {
    /**
     * Checks and copies the parts.
     *
     * @param kind which kind
     * @param label the kind's name
     * @param help what it is
     * @param fields its fields
     * @throws IllegalArgumentException if a field is missing, not one of this kind's, or there twice; if a secret can be seen; or if what
     *     makes the credential may be left empty
     */
    public CredentialForm {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(help, "help");
        fields = List.copyOf(fields);
        List<FieldSpec> standard = StandardFields.of(kind);
        if (!ids(fields).equals(ids(standard))) {
            throw new IllegalArgumentException("The fields of " + kind + " are " + ids(standard) + ", in this order.");
        }
        for (int i = 0; i < fields.size(); i++) {
            if (standard.get(i).secret() && !fields.get(i).secret()) {
                throw new IllegalArgumentException(
                        "The field " + fields.get(i).id() + " holds a secret and has to be typed unseen.");
            }
            if (standard.get(i).required() && !fields.get(i).required()) {
                throw new IllegalArgumentException(
                        "The field " + fields.get(i).id() + " can't be optional: there is no credential without it.");
            }
        }
    }

    private static List<String> ids(List<FieldSpec> fields) {
        return fields.stream().map(FieldSpec::id).toList();
    }

    /**
     * The form that serves if a provider has nothing to add.
     *
     * @param kind which kind
     * @return the form
     */
    public static CredentialForm of(Credential.Kind kind) {
        return new CredentialForm(kind, StandardFields.label(kind), StandardFields.help(kind), StandardFields.of(kind));
    }

    /**
     * A copy with other words.
     *
     * @param newLabel the kind's name, as this provider calls it
     * @param newHelp what it is and who can give it
     * @return the copy
     */
    public CredentialForm worded(Text newLabel, Text newHelp) {
        return new CredentialForm(kind, newLabel, newHelp, fields);
    }

    /**
     * A copy in which a field is another.
     *
     * @param field the field, with the id of the one that it stands for
     * @return the copy
     * @throws IllegalArgumentException if this form has no field of that id
     */
    public CredentialForm with(FieldSpec field) {
        if (!ids(fields).contains(field.id())) {
            throw new IllegalArgumentException(
                    "The fields of " + kind + " are " + ids(fields) + ", not " + field.id() + ".");
        }
        return new CredentialForm(
                kind,
                label,
                help,
                fields.stream()
                        .map(it -> it.id().equals(field.id()) ? field : it)
                        .toList());
    }

    /**
     * A field of this form.
     *
     * @param id its id
     * @return the field
     * @throws IllegalArgumentException if this form has no such field
     */
    public FieldSpec field(String id) {
        return fields.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The fields of " + kind + " are " + ids(fields) + "."));
    }

    /**
     * Makes a credential of what was entered. Nothing is sent.
     *
     * @param entered what was entered, by the fields' ids; a field that isn't there is as good as one that is blank
     * @return the credential
     * @throws InvalidFieldException if a field is missing, unknown, or doesn't match its pattern
     */
    Credential credential(Map<String, String> entered) {
        Map<String, String> values = new LinkedHashMap<>(entered);
        for (FieldSpec field : fields) {
            String value = values.getOrDefault(field.id(), "");
            if (!value.isBlank()) {
                field.check(value);
            } else if (field.required()) {
                throw field.missing();
            } else {
                values.remove(field.id());
            }
        }
        values.keySet().stream()
                .filter(it -> !ids(fields).contains(it))
                .findFirst()
                .ifPresent(this::unknown);
        return made(values);
    }

    /** A name of a field that is none may be anything, a secret in the wrong place included, and is only repeated if it looks like a name. */
    private void unknown(String id) {
        String name = id.matches("[A-Za-z][A-Za-z0-9_.-]{0,30}") ? id : "?";
        throw new InvalidFieldException(
                name,
                new Text(
                        "There is no field " + name + ". The fields are " + String.join(", ", ids(fields)) + ".",
                        "Le champ " + name + " n'existe pas. Les champs sont " + String.join(", ", ids(fields)) + "."));
    }

    private Credential made(Map<String, String> values) {
        Optional<Instant> end =
                Optional.ofNullable(values.get(StandardFields.EXPIRES_AT)).map(this::instant);
        return switch (kind) {
            case OAUTH -> Credential.refreshToken(secret(values, StandardFields.REFRESH_TOKEN));
            case BEARER_TOKEN -> new Credential.BearerToken(secret(values, StandardFields.TOKEN), end);
            case API_KEY -> new Credential.ApiKey(secret(values, StandardFields.KEY), end);
            case USER_PASSWORD ->
                new Credential.UserPassword(
                        Objects.requireNonNull(values.get(StandardFields.USER)),
                        secret(values, StandardFields.PASSWORD),
                        end);
        };
    }

    private Secret secret(Map<String, String> values, String id) {
        try {
            return Secret.of(values.getOrDefault(id, ""));
        } catch (IllegalArgumentException unfit) {
            throw field(id).wrong(); // the connector's pattern is laxer than a secret can be
        }
    }

    /** A day that is told without a time ends what it ends as early as it can mean. */
    private Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException noSuchDay) {
            throw field(StandardFields.EXPIRES_AT).wrong();
        }
    }

    /** Holds a ready-made credential against the patterns, and an end that this form demands has to be there. */
    void check(Credential credential) {
        if (credential.endsAt().isEmpty()) {
            fields.stream()
                    .filter(it -> it.id().equals(StandardFields.EXPIRES_AT) && it.required())
                    .findFirst()
                    .ifPresent(it -> {
                        throw it.missing();
                    });
        }
        if (credential instanceof Credential.OAuthTokens it) {
            it.refreshToken().ifPresent(field(StandardFields.REFRESH_TOKEN)::check);
        } else if (credential instanceof Credential.BearerToken it) {
            field(StandardFields.TOKEN).check(it.token());
        } else if (credential instanceof Credential.ApiKey it) {
            field(StandardFields.KEY).check(it.key());
        } else {
            Credential.UserPassword it = (Credential.UserPassword) credential;
            field(StandardFields.USER).check(it.user());
            field(StandardFields.PASSWORD).check(it.password());
        }
    }
}
