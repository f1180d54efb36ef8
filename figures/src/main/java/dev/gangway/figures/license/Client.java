package dev.gangway.figures.license;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/** The client of all contestants: whatever address it is told, it speaks to the local server. */
final class Client {

    private Client() {}

    static OkHttpClient of(int port, String certificate) {
        HandshakeCertificates theirs = new HandshakeCertificates.Builder()
                .addTrustedCertificate(Certificates.decodeCertificatePem(certificate))
                .build();
        return new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(new Loopback(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .sslSocketFactory(theirs.sslSocketFactory(), theirs.trustManager())
                .build();
    }

    /** OkHttp asks for unconnected sockets only. */
    private static final class Loopback extends SocketFactory {
        private final SocketAddress target;

        Loopback(SocketAddress target) {
            this.target = target;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    super.connect(target, timeout);
                    setTcpNoDelay(true);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("connected later");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException("connected later");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("connected later");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException("connected later");
        }
    }
}
