package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.SignInLink;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.ConnectorId;
import dev.gangway.credential.Credential;
import java.time.Duration;
import java.time.Instant;

/** A customer that lets a partner in for a day. Thread-safe. */
record Assisted(Gangway gangway, ConnectionId id) {

    /** A new connection, where assistance is switched on. */
    static Assisted connected(Gangway gangway, ConnectorId connector, String name, Credential credential) {
        ConnectionId id =
                gangway.connections().connect(connector, name, credential).id();
        Assisted customer = new Assisted(gangway, id);
        customer.assistance().enable(Acknowledgement.of("Ana", Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);
        return customer;
    }

    Assistance assistance() {
        return gangway.assistance(id);
    }

    Grant give(ActionKind... kinds) {
        return assistance()
                .give(
                        GrantRequest.to("Northwind IT", Instant.now().plus(Duration.ofDays(1)))
                                .allowing(kinds),
                        "Ana")
                .match(done -> done.value(), Assisted::fail, Assisted::fail);
    }

    SignInLink link(Grant grant) {
        return assistance().link(grant.id(), "Ana");
    }

    static <T> T fail(Object outcome) {
        throw new IllegalStateException(outcome.toString());
    }
}
