package dev.gangway.teamfolder;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/** Names of team folders: what one may look like, and when two are the same. */
final class FolderName {

    private static final int LONGEST = 255;

    private FolderName() {}

    /** The name, if a provider can have a folder that is called so. */
    static String checked(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException("A team folder's name has 1 to 255 characters.");
        }
        if (!name.equals(name.strip())) {
            throw new IllegalArgumentException("A team folder's name neither begins nor ends with a blank; strip it.");
        }
        if (name.chars().anyMatch(it -> it == '/' || it == '\\' || Character.isISOControl(it))) {
            throw new IllegalArgumentException(
                    "A team folder's name is no path and has no control characters; leave out slashes, backslashes and line ends.");
        }
        if (name.matches("\\.+")) {
            throw new IllegalArgumentException("A team folder's name has more than dots.");
        }
        return name;
    }

    /** Whether a folder can't be called so beside one that is called otherwise: names that differ in case only are the same. */
    static boolean isSame(String one, String other) {
        return composed(one).toLowerCase(Locale.ROOT).equals(composed(other).toLowerCase(Locale.ROOT));
    }

    /** Whether both are written the same. */
    static boolean isExactly(String one, String other) {
        return composed(one).equals(composed(other));
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
