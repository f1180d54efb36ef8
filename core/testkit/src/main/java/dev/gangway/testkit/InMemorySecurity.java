package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.connector.SupportDesk;
import dev.gangway.connector.SupportQuestion;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.TeamPolicy;
import dev.gangway.result.Text;
import dev.gangway.security.ConsoleTask;
import dev.gangway.security.SecurityData;
import dev.gangway.security.SecurityTopic;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Security settings of the team in memory, and its support. Thread-safe. */
final class InMemorySecurity implements SecurityData, SupportDesk {

    private static final Optional<URI> CONSOLE = Optional.of(URI.create("https://console.in-memory.invalid/"));

    static final Instruction BY_HAND = new Instruction(
            new Text("Change it by hand", "Le changer à la main"),
            List.of(new Text("Open the console and change it.", "Ouvrez la console et changez-le.")),
            CONSOLE);

    private final InMemorySession session;
    private final FrontDoor door;

    InMemorySecurity(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public List<TeamPolicy> policies() {
        return door.read(
                session.header(),
                Capability.READ_TEAM,
                () -> List.of(new TeamPolicy(
                        "managed_devices",
                        new Text("Managed devices", "Appareils gérés"),
                        Fact.of("optional"),
                        Optional.empty(),
                        Optional.of(BY_HAND))));
    }

    @Override
    public List<ConsoleTask> consoleOnly() {
        return Stream.of(SecurityTopic.values())
                .map(it -> new ConsoleTask(it, BY_HAND))
                .toList();
    }

    @Override
    public Instruction prepare(SupportQuestion question) {
        return new Instruction(
                new Text("Ask the support", "Demander à l'assistance"),
                List.of(new Text(
                        "Paste the question into the form. Nothing was sent.",
                        "Collez la question dans le formulaire. Rien n'a été envoyé.")),
                CONSOLE);
    }
}
