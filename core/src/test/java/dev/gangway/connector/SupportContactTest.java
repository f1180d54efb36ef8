package dev.gangway.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportContactTest {

    private static final Instruction HOW =
            new Instruction(new Text("Ask", "Demander"), List.of(new Text("Call", "Appeler")), Optional.empty());

    private final List<SupportQuestion> asked = new ArrayList<>();

    private SupportContact contact(Fact<String> admin) {
        return new SupportContact(
                question -> {
                    asked.add(question);
                    return HOW;
                },
                new Account("t-1", "Example Ltd.", Fact.unknown("no"), admin, Fact.unknown("no")));
    }

    @Test
    void theMessageHasEverythingThatSupportAsksFor() {
        SupportContact.Prepared prepared = contact(Fact.of("olga@example.com"))
                .prepare("Slow sync", "It takes hours.\nSince Monday.", List.of("r1", "r2"));

        assertThat(prepared.instruction()).isEqualTo(HOW);
        assertThat(prepared.message().en())
                .isEqualTo(
                        "Slow sync\n\nIt takes hours.\nSince Monday.\n\nTeam: Example Ltd.\nTeam id: t-1\nConnected by: olga@example.com\nRequest ids: r1, r2");
        assertThat(prepared.message().fr())
                .isEqualTo(
                        "Slow sync\n\nIt takes hours.\nSince Monday.\n\nÉquipe : Example Ltd.\nIdentifiant de l'équipe : t-1\nConnectée par : olga@example.com\nIdentifiants de requêtes : r1, r2");
        assertThat(prepared).hasToString("Prepared[not sent]");
        assertThat(asked).singleElement().hasToString("SupportQuestion[Slow sync]");
    }

    @Test
    void whoConnectedMayBeUnknown() {
        assertThat(contact(Fact.unknown("gone"))
                        .prepare("Slow sync", "Why?")
                        .message()
                        .en())
                .endsWith("Connected by: not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "bell\u0007"})
    void aTopicIsOneLine(String topic) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contact(Fact.of("a@example.com")).prepare(topic, "Why?"))
                .withMessageContaining("topic");
    }

    @Test
    void anOddQuestionIsRefused() {
        SupportContact contact = contact(Fact.of("a@example.com"));

        assertThatIllegalArgumentException().isThrownBy(() -> contact.prepare("x".repeat(201), "Why?"));
        assertThatIllegalArgumentException().isThrownBy(() -> contact.prepare("Sync", "x".repeat(10_001)));
        assertThatIllegalArgumentException().isThrownBy(() -> contact.prepare("Sync", "\u001b[2J"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contact.prepare("Sync", "Why?", List.of("a b")))
                .withMessageContaining("request ids");
        assertThat(asked).isEmpty();
    }
}
