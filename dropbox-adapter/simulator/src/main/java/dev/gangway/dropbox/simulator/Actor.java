package dev.gangway.dropbox.simulator;

/** Who did what an event tells. Immutable. */
sealed interface Actor {
    /** {@code ActorLogInfo}. */
    Struct json();

    /** A person of the team; an admin's own actions are logged under {@code admin} [observed]. */
    record Person(Member member, boolean admin) implements Actor {
        static Person of(Member member) {
            return new Person(member, member.role().isPresent());
        }

        @Override
        public Struct json() {
            return Struct.tag(admin ? "admin" : "user", Events.userLogInfo(member));
        }
    }

    /** The app that made an API call. */
    record LinkedApp(String appId, String displayName) implements Actor {
        @Override
        public Struct json() {
            return Struct.tag("app", info());
        }

        /** {@code AppLogInfo}. */
        Struct info() {
            return Struct.tag("team_linked_app").with("app_id", appId).with("display_name", displayName);
        }
    }

    /** A partner who was let in by the team. */
    record Reseller(String name, String email) implements Actor {
        @Override
        public Struct json() {
            return Struct.tag("reseller").with("reseller_name", name).with("reseller_email", email);
        }
    }

    /** Somebody who need not say who it is. */
    record Anonymous() implements Actor {
        @Override
        public Struct json() {
            return Struct.tag("anonymous");
        }
    }

    /** The provider itself. */
    record Provider() implements Actor {
        @Override
        public Struct json() {
            return Struct.tag("dropbox");
        }
    }
}
