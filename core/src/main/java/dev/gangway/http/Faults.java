package dev.gangway.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Makes faults fit to be shown: the message of an unknown exception could repeat what a peer sent. */
final class Faults {

    /** What OkHttp says of a proxy that lets nothing through: plain exceptions whose words are its own. */
    private static final Pattern PROXY =
            Pattern.compile("Unexpected response code for CONNECT: \\d{3}|Failed to authenticate with proxy");

    private Faults() {}

    /** The same fault, with its message only if that is known to speak of hosts, proxies, certificates and timeouts alone; without causes. */
    static IOException redacted(Exception fault) {
        boolean harmless = fault instanceof SocketException
                || fault instanceof UnknownHostException
                || fault instanceof SSLException
                || fault instanceof InterruptedIOException
                || fault instanceof EOFException
                || fault instanceof Wire.TooLargeException
                || fault instanceof Evidence.SecondSendException
                || (fault.getMessage() != null
                        && PROXY.matcher(fault.getMessage()).matches());
        String name = fault.getClass().getSimpleName();
        IOException shown =
                new IOException(harmless && fault.getMessage() != null ? name + ": " + fault.getMessage() : name);
        shown.setStackTrace(fault.getStackTrace());
        return shown;
    }
}
