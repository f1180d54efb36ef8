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
import dev.gangway.result.Outcome;
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
        GrantRequest day = GrantRequest.to("Northwind IT", Instant.now().plus(Duration.ofDays(1)));
        return done(assistance().give(day.allowing(kinds), "Ana"));
    }

    SignInLink link(Grant grant) {
        return assistance().link(grant.id(), "Ana");
    }

    /** The value of what has to be done. */
    static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException(outcome.toString());
    }
}
