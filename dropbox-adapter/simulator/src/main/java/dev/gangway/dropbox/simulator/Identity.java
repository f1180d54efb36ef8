package dev.gangway.dropbox.simulator;

import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The simulator's certificate for the provider's host names, and the authority that signed it; both made anew each time. Immutable.
 *
 * @param server TLS of the simulator
 * @param client TLS that trusts the authority and nobody else
 */
record Identity(HeldCertificate authority, HandshakeCertificates server, HandshakeCertificates client) {
    private static final String[] NAMES = {
        "api.dropboxapi.com",
        "api.dropbox.com",
        "content.dropboxapi.com",
        "notify.dropboxapi.com",
        "www.dropbox.com",
        "localhost",
        "127.0.0.1",
        "::1"
    };

    static Identity fresh() {
        HeldCertificate authority = new HeldCertificate.Builder()
                .commonName("Gangway Dropbox simulator")
                .certificateAuthority(0)
                .build();
        HeldCertificate.Builder leaf =
                new HeldCertificate.Builder().signedBy(authority).commonName("localhost");
        for (String name : NAMES) {
            leaf.addSubjectAlternativeName(name);
        }
        return new Identity(
                authority,
                new HandshakeCertificates.Builder()
                        .heldCertificate(leaf.build())
                        .build(),
                new HandshakeCertificates.Builder()
                        .addTrustedCertificate(authority.certificate())
                        .build());
    }

    SSLSocketFactory serverSockets() {
        return server.sslSocketFactory();
    }

    @Override
    public String toString() {
        return authority.certificate().getSubjectX500Principal().getName();
    }
}
