package dev.gangway.analytics;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Why Gangway itself knows no value. A fact has the words in English; {@link #in} says them in French. */
enum Reason {
    NOT_ASKED_FOR("it was not asked for", "ce n'était pas demandé"),
    NOT_READ("it was not read in this time", "aucune lecture pendant cette période"),
    TO_COME("it is still to come", "encore à venir"),
    NOT_IN_THE_LOG(
            "the log tells nothing of it, so it isn't known whether it reaches back so far",
            "le journal n'en dit rien, on ne sait donc pas s'il remonte aussi loin"),
    BEFORE_THE_LOG("the log tells nothing from before %s", "le journal ne dit rien d'avant le %s"),
    NO_SCOPE("the connection lacks the scope %s", "la connexion n'a pas le droit %s"),
    NO_LOG(
            "this connector doesn't read the log of links and devices",
            "ce connecteur ne lit pas le journal des liens et des appareils"),
    NOBODY(
            "the provider's list of people is empty, which can't be: who connected is on the team",
            "la liste des personnes du fournisseur est vide, ce qui ne se peut pas : qui a connecté est de l'équipe"),
    NAMELESS(
            "the provider doesn't tell whose %s of %s sign-ins were; of the others, %s people signed in",
            "le fournisseur ne dit pas de qui étaient %s connexions sur %s ; les autres étaient de %s personnes"),
    NOT_ALL_STORED(
            "of %s of %s people it isn't known how much they store, such as: %s",
            "de %s personnes sur %s on ne sait pas combien elles stockent, par exemple : %s");

    private final String en;
    private final String fr;
    private final Pattern pattern;

    Reason(String en, String fr) {
        this.en = en;
        this.fr = fr;
        this.pattern = Pattern.compile(Pattern.quote(en).replace("%s", "\\E(.+?)\\Q"), Pattern.DOTALL);
    }

    /** The words in English, with what they leave open. */
    String of(Object... open) {
        return String.format(Locale.ROOT, en, open);
    }

    /** The same in the reader's language; what isn't a reason of Gangway's stays as it is. */
    static String in(Locale language, String why) {
        if (!language.getLanguage().equals("fr")) {
            return why;
        }
        for (Reason reason : values()) {
            Matcher matcher = reason.pattern.matcher(why);
            if (matcher.matches()) {
                return String.format(
                        Locale.ROOT,
                        reason.fr,
                        IntStream.rangeClosed(1, matcher.groupCount())
                                .mapToObj(it -> in(language, matcher.group(it)))
                                .toArray());
            }
        }
        return why;
    }
}
