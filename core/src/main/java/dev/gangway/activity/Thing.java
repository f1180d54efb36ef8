package dev.gangway.activity;

import dev.gangway.result.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * What something was done with, as the provider's log tells it. Immutable.
 *
 * @param kind what it is
 * @param id the provider's id: of a shared folder the id by which the folder is shared, of a link its address, which lets people in
 * @param name what people call it
 * @param path where it is, from the view of who did it, with slashes
 * @param within the id of the shared folder or other space in which it is
 */
public record Thing(
        Kind kind, Optional<String> id, Optional<String> name, Optional<String> path, Optional<String> within) {

    /** What it is. New ones may be added. */
    public enum Kind {
        /** A folder. */
        FOLDER("a folder", "un dossier"),
        /** A file. */
        FILE("a file", "un fichier"),
        /** A document of the provider's own editor. */
        DOCUMENT("a document", "un document"),
        /** A shared link. */
        LINK("a link", "un lien"),
        /** A device. */
        DEVICE("a device", "un appareil"),
        /** Something else. */
        OTHER("something", "un élément");

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
     * Checks the parts; what is blank is none.
     *
     * @param kind what it is
     * @param id the provider's id
     * @param name what people call it
     * @param path where it is
     * @param within in which space it is
     */
    public Thing {
        Objects.requireNonNull(kind, "kind");
        id = id.filter(it -> !it.isBlank());
        name = name.filter(it -> !it.isBlank());
        path = path.filter(it -> !it.isBlank());
        within = within.filter(it -> !it.isBlank());
    }

    /**
     * Something with a name.
     *
     * @param kind what it is
     * @param name what people call it
     * @return the thing
     */
    public static Thing named(Kind kind, String name) {
        return new Thing(kind, Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
    }

    /**
     * The same with an id.
     *
     * @param told the id
     * @return the thing
     */
    public Thing withId(String told) {
        return new Thing(kind, Optional.of(told), name, path, within);
    }

    /**
     * What to call it.
     *
     * @return the name, else the kind in words
     */
    public Text text() {
        return name.map(it -> new Text(it, it)).orElseGet(kind::text);
    }

    /** Without the id of a link: whoever has that may get in. */
    @Override
    public String toString() {
        return kind
                + name.map(it -> " " + it).orElse("")
                + (kind == Kind.LINK ? "" : id.map(it -> " (" + it + ")").orElse(""));
    }
}
