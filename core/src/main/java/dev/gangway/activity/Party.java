package dev.gangway.activity;

import dev.gangway.result.Text;
import dev.gangway.user.UserId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Who did something, or to whom it was done, as the provider's log tells it. Immutable.
 *
 * @param kind what it is
 * @param id the id of somebody on the team, as far as the log tells it; empty for everybody and everything else
 * @param name a name for people, as far as it is told
 * @param email an e-mail address, as far as it is told
 */
public record Party(Kind kind, Optional<UserId> id, Optional<String> name, Optional<String> email) {

    /** What it is. New ones may be added. */
    public enum Kind {
        /** Somebody on the team. */
        USER("a user", "un utilisateur"),
        /** Somebody on the team, as one of its admins. */
        ADMIN("an admin", "un administrateur"),
        /** Somebody outside the team. */
        OUTSIDER("somebody outside the team", "une personne externe"),
        /** The partner who sold the plan. */
        PARTNER("the partner", "le partenaire"),
        /** A program. */
        APP("an app", "une application"),
        /** The provider itself. */
        PROVIDER("the provider", "le fournisseur"),
        /** Several people together. */
        GROUP("a group", "un groupe"),
        /** The whole team. */
        TEAM("the team", "l'équipe"),
        /** Somebody who didn't have to say who it is. */
        ANONYMOUS("somebody anonymous", "une personne anonyme"),
        /** The log doesn't tell. */
        UNKNOWN("somebody unknown", "une personne inconnue");

        private final String en;
        private final String fr;

        Kind(String en, String fr) {
            this.en = en;
            this.fr = fr;
        }

        /**
         * The kind in words.
         *
         * @return a noun phrase, in both languages
         */
        public Text text() {
            return new Text(en, fr);
        }
    }

    /**
     * Checks the parts; a blank name or address is none.
     *
     * @param kind what it is
     * @param id the id of somebody on the team
     * @param name a name for people
     * @param email an e-mail address
     */
    public Party {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        name = name.filter(it -> !it.isBlank());
        email = email.filter(it -> !it.isBlank());
    }

    /**
     * Somebody or something of which no more than the kind is known.
     *
     * @param kind what it is
     * @return the party
     */
    public static Party of(Kind kind) {
        return new Party(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with an id.
     *
     * @param told the id
     * @return the party
     */
    public Party withId(UserId told) {
        return new Party(kind, Optional.of(told), name, email);
    }

    /**
     * The same with a name.
     *
     * @param told the name
     * @return the party
     */
    public Party named(String told) {
        return new Party(kind, id, Optional.of(told), email);
    }

    /**
     * The same with an e-mail address.
     *
     * @param told the address
     * @return the party
     */
    public Party withEmail(String told) {
        return new Party(kind, id, name, Optional.of(told));
    }

    /**
     * Whether it is somebody outside the team. The partner isn't, and who is anonymous may be anybody.
     *
     * @return true for {@link Kind#OUTSIDER}
     */
    public boolean isOutside() {
        return kind == Kind.OUTSIDER;
    }

    /**
     * The domain of the address.
     *
     * @return what is behind the last {@code @}, in small letters; empty without an address
     */
    public Optional<String> domain() {
        return email.map(it -> it.substring(it.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                .filter(it -> !it.isBlank());
    }

    /**
     * What to call it.
     *
     * @return the name, else the address, else the kind in words
     */
    public Text text() {
        return name.or(() -> email).map(it -> new Text(it, it)).orElseGet(kind::text);
    }
}
