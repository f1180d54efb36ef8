package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.AdminNotifier;
import dev.gangway.credential.Secret;

/** A process in which a partner enters, and which ends at one of the moments of that. {@link EnteringKilled} starts it. */
final class EnteringNode {

    private EnteringNode() {}

    /**
     * Enters, and says so if it lives to.
     *
     * @param arguments the setting, the code of the link, and the number of the moment at which it ends
     */
    public static void main(String[] arguments) {
        Halt halt = new Halt(Integer.parseInt(arguments[6]));
        try (Gangway gangway = Setting.parse(arguments)
                .gangway(store -> new HaltingStore(store, halt), notifier -> telling(notifier, halt))) {
            gangway.partners().enter(Secret.of(arguments[5]));
            System.out.println("entered");
        }
        Runtime.getRuntime().halt(0);
    }

    private static AdminNotifier telling(AdminNotifier notifier, Halt halt) {
        return notice -> {
            halt.moment();
            notifier.send(notice);
            halt.moment();
        };
    }
}
