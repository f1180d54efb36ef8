package dev.gangway.smtp;

import dev.gangway.assistance.AdminNotifier;
import dev.gangway.assistance.Notice;
import dev.gangway.credential.Secret;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices over SMTP, one message to each admin, so that none sees the others' addresses. A message has both languages, says that it was
 * made by a program ({@code Auto-Submitted}, RFC 3834), and has the same {@code Message-ID} whenever the notice comes again. Thread-safe.
 *
 * <p>A notice counts as sent once the server has answered that it took the message. If the connection breaks before that answer, the
 * message may have been taken all the same, and comes a second time.
 */
public final class SmtpNotifier implements AdminNotifier {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

    /** A name, or an address of either version of IP. */
    private static final Pattern HOST = Pattern.compile("[^\\s:/@\\[\\]]+|(?=.*:.*:)[0-9A-Fa-f:.]+(%\\w+)?");

    private final Session session;
    private final InternetAddress from;
    private final String host;
    private final int port;
    private final @Nullable String user;
    private final @Nullable Secret password;

    private SmtpNotifier(Builder settings, InternetAddress from) {
        this.session = Session.getInstance(settings.properties());
        this.from = from;
        this.host = settings.host;
        this.port = settings.port;
        this.user = settings.user;
        this.password = settings.password;
    }

    /** How the connection is kept from others' eyes. */
    public enum Security {
        /** Encrypted from the first byte; mostly on port 465. */
        TLS,
        /** Encrypted before anything is said, or given up; mostly on port 587. */
        STARTTLS,
        /** Not at all; only to a server on this machine. */
        NONE
    }

    /**
     * Begins with a server: encrypted by {@link Security#STARTTLS}, on port 587, without a login, 10 seconds to connect and 30 for each answer.
     *
     * @param host the mail server's name or IP address, and nothing else, such as {@code smtp.example.com}
     * @param from the sender's address, which admins see, and nothing else, such as {@code gangway@example.com}
     * @return a builder
     * @throws IllegalArgumentException if the host is none, or has a scheme, a port or a login
     */
    public static Builder builder(String host, String from) {
        return new Builder(host, from);
    }

    @Override
    public void send(Notice notice) throws IOException {
        Objects.requireNonNull(notice, "notice");
        try {
            deliver(message(notice));
        } catch (AuthenticationFailedException refused) {
            throw new IOException(server() + " refused the login of " + user + "; the notice was not sent.");
        } catch (MessagingException trouble) {
            throw new IOException(server() + " did not take the notice " + notice.id() + ", or its answer was lost: "
                    + withoutSecret(String.valueOf(trouble.getMessage())));
        }
    }

    private void deliver(Message message) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(host, port, user, password == null ? null : password.reveal());
            transport.sendMessage(message, message.getAllRecipients());
        } finally {
            close(transport);
        }
    }

    /** The server has the message by now, or hasn't; a broken farewell changes neither. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException farewell) {
            // told by nobody: what counts is the answer to the message
        }
    }

    private Message message(Notice notice) throws MessagingException {
        MimeMessage message = new Identified(session, "<" + notice.id() + "@" + domain(from) + ">");
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, new Address[] {address(notice.to())});
        message.setSubject(notice.subject().en() + " / " + notice.subject().fr(), StandardCharsets.UTF_8.name());
        message.setText(notice.body().en() + "\n\n--\n\n" + notice.body().fr() + "\n", StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        return message;
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    private static InternetAddress address(String text) throws AddressException {
        InternetAddress address = new InternetAddress(text, true);
        if (!address.getAddress().equals(text) || !text.contains("@")) {
            throw new AddressException("It is not one plain address", text);
        }
        return address;
    }

    private String server() {
        return "The mail server " + host + ":" + port;
    }

    private String withoutSecret(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ");
        return password == null ? plain : plain.replace(password.reveal(), "***");
    }

    /** Names the server and the sender. */
    @Override
    public String toString() {
        return "notices from " + from.getAddress() + " by " + host + ":" + port;
    }

    /** A message whose id is given and not made up. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** What a notifier needs to know. Not thread-safe. */
    public static final class Builder {
        private final String host;
        private final String from;
        private Security security = Security.STARTTLS;
        private int port = 587;
        private @Nullable String user;
        private @Nullable Secret password;
        private Duration connecting = Duration.ofSeconds(10);
        private Duration answering = Duration.ofSeconds(30);
        private Optional<SSLSocketFactory> sockets = Optional.empty();

        private Builder(String host, String from) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("Say which mail server sends the notices.");
            }
            if (!HOST.matcher(host).matches()) { // it isn't said, since it may have a password
                throw new IllegalArgumentException(
                        "The mail server is a name or an IP address, such as smtp.example.com:"
                                + " without smtp:// before it, the port goes to security(how, port), and who logs in to login(…).");
            }
            this.host = host;
            this.from = Objects.requireNonNull(from, "from");
        }

        /**
         * How the connection is encrypted, and on which port the server listens.
         *
         * @param how how it is encrypted
         * @param itsPort 1 to 65,535
         * @return this builder
         * @throws IllegalArgumentException if there is no such port
         */
        public Builder security(Security how, int itsPort) {
            if (itsPort < 1 || itsPort > 65_535) {
                throw new IllegalArgumentException("There is no port " + itsPort + ".");
            }
            this.security = Objects.requireNonNull(how, "how");
            this.port = itsPort;
            return this;
        }

        /**
         * With a login.
         *
         * @param name the user's name
         * @param itsPassword the user's password; it is in no message and no log
         * @return this builder
         */
        public Builder login(String name, Secret itsPassword) {
            this.user = Objects.requireNonNull(name, "name");
            this.password = Objects.requireNonNull(itsPassword, "itsPassword");
            return this;
        }

        /**
         * How long to wait.
         *
         * @param connect for a connection, more than zero
         * @param answer for each answer, more than zero
         * @return this builder
         * @throws IllegalArgumentException if one isn't more than zero, or is longer than an hour
         */
        public Builder timeouts(Duration connect, Duration answer) {
            this.connecting = waitable(connect);
            this.answering = waitable(answer);
            return this;
        }

        private static Duration waitable(Duration time) {
            if (time.toMillis() < 1 || time.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("A wait is from a millisecond to an hour, not " + time + ".");
            }
            return time;
        }

        /**
         * For a server whose certificate only the application trusts. The certificate's name is checked in any case.
         *
         * @param factory makes the encrypted sockets
         * @return this builder
         */
        public Builder sockets(SSLSocketFactory factory) {
            this.sockets = Optional.of(factory);
            return this;
        }

        /**
         * Makes the notifier. Nothing is connected yet.
         *
         * @return the notifier
         * @throws IllegalArgumentException if the sender is no bare address, or nothing is encrypted and the server is not this machine
         */
        public SmtpNotifier build() {
            if (security == Security.NONE && !HERE.contains(host)) {
                throw new IllegalArgumentException("Notices go to " + host
                        + " only encrypted, by STARTTLS or TLS; without it the server has to be this machine.");
            }
            try {
                return new SmtpNotifier(this, address(from));
            } catch (AddressException none) {
                throw new IllegalArgumentException(
                        "The sender is one bare address, such as gangway@example.com, without a name and brackets, and not: "
                                + from,
                        none);
            }
        }

        private Properties properties() {
            Properties all = new Properties();
            all.setProperty("mail.smtp.auth", String.valueOf(user != null));
            all.setProperty("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
            all.setProperty("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
            all.setProperty("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
            all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            all.setProperty("mail.smtp.connectiontimeout", String.valueOf(connecting.toMillis()));
            all.setProperty("mail.smtp.timeout", String.valueOf(answering.toMillis()));
            all.setProperty("mail.smtp.writetimeout", String.valueOf(answering.toMillis()));
            sockets.ifPresent(it -> all.put("mail.smtp.ssl.socketFactory", it));
            return all;
        }
    }
}
