package dev.gangway.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Something that is known, or expressly not known, of whether somebody uses their license. Immutable. */
public sealed interface Evidence {

    /**
     * The same for a person. Days are those of UTC.
     *
     * @return an English phrase without a full stop
     */
    String words();

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * Nobody signed in as this person.
     *
     * @param from from when
     * @param until until when; later ones may be missing, since the provider's log lags
     */
    record NoSignIn(Instant from, Instant until) implements Evidence {
        /**
         * Checks the times.
         *
         * @param from from when
         * @param until until when
         */
        public NoSignIn {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
        }

        @Override
        public String words() {
            return "no sign-in from " + day(from) + " to " + day(until);
        }
    }

    /**
     * The latest sign-in that was seen.
     *
     * @param at when
     * @param source where it is known from
     * @param actor as what the provider recorded the person
     */
    record LastSignIn(Instant at, String source, String actor) implements Evidence {
        /**
         * Checks the parts.
         *
         * @param at when
         * @param source where it is known from
         * @param actor as what the person was recorded
         */
        public LastSignIn {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(actor, "actor");
        }

        @Override
        public String words() {
            return new LastLogin.SeenAt(at, source, actor).words();
        }
    }

    /**
     * It isn't known whether the person signed in.
     *
     * @param why why not
     */
    record SignInsUnknown(String why) implements Evidence {
        /**
         * Checks the reason.
         *
         * @param why why not
         */
        public SignInsUnknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String words() {
            return "sign-ins not known: " + why;
        }
    }

    /** The person has no device and no web session. */
    record NoDevice() implements Evidence {
        @Override
        public String words() {
            return "no device and no web session";
        }
    }

    /**
     * When a device or web session of the person was last used.
     *
     * @param at when
     */
    record DeviceLastUsed(Instant at) implements Evidence {
        /**
         * Checks the time.
         *
         * @param at when
         */
        public DeviceLastUsed {
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String words() {
            return "a device was last used on " + day(at);
        }
    }

    /**
     * It isn't known whether a device was used. A program on a computer can sync for months on one sign-in.
     *
     * @param why why not
     */
    record DevicesUnknown(String why) implements Evidence {
        /**
         * Checks the reason.
         *
         * @param why why not
         */
        public DevicesUnknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String words() {
            return "use of devices not known: " + why;
        }
    }

    /**
     * The person has linked apps, which can work for them without a sign-in.
     *
     * @param names the apps' names
     */
    record LinkedApps(List<String> names) implements Evidence {
        /**
         * Copies the names.
         *
         * @param names the apps' names
         */
        public LinkedApps {
            names = List.copyOf(names);
        }

        @Override
        public String words() {
            return "has linked apps, which can work without a sign-in: " + String.join(", ", names);
        }
    }

    /**
     * When the person joined.
     *
     * @param at when
     */
    record JoinedAt(Instant at) implements Evidence {
        /**
         * Checks the time.
         *
         * @param at when
         */
        public JoinedAt {
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String words() {
            return "joined on " + day(at);
        }
    }

    /** The person has a role besides plain membership, and may be needed although they don't sign in. */
    record HasRole() implements Evidence {
        @Override
        public String words() {
            return "has a role besides plain membership";
        }
    }

    /**
     * It isn't known which license the person takes.
     *
     * @param why why not
     */
    record LicenseUnknown(String why) implements Evidence {
        /**
         * Checks the reason.
         *
         * @param why why not
         */
        public LicenseUnknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String words() {
            return "license not known: " + why;
        }
    }
}
