package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.assistance.NoticeDelivery;
import dev.gangway.credential.Secret;
import dev.gangway.error.GangwayException;
import dev.gangway.smtp.SmtpNotifier;
import dev.gangway.smtp.SmtpNotifier.Security;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How an application sends notices over SMTP; it is the code of the page of {@code gangway-smtp}. */
final class SendingNotices {

    private SendingNotices() {}

    static SmtpNotifier.Builder server(Secret password) {
        // [smtp-server]
        SmtpNotifier.Builder mail = SmtpNotifier.builder("smtp.example.com", "gangway@example.com")
                .security(Security.STARTTLS, 587) // so it is if nothing is said; Security.TLS is mostly on port 465
                .login("gangway", password); // if the server asks for one
        // [/smtp-server]
        return mail;
    }

    static void ownAuthority(SmtpNotifier.Builder mail, KeyStore authorities) throws GeneralSecurityException {
        // [smtp-authority]
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities); // KeyStore.getInstance(new File("authorities.p12"), itsPassword)
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        mail.sockets(tls.getSocketFactory()); // for STARTTLS, too
        // [/smtp-authority]
    }

    static void configured(Gangway.Builder builder, SmtpNotifier.Builder mail) {
        // [smtp-set-up]
        builder.adminNotifier(mail.build());
        // [/smtp-set-up]
    }

    static ScheduledFuture<?> everyMinute(
            Gangway gangway, ScheduledExecutorService scheduler, Consumer<String> operator) {
        // [smtp-schedule]
        Runnable delivery = () -> {
            try {
                NoticeDelivery done = gangway.partners().deliverNotices();
                done.waiting().forEach(it -> operator.accept("A notice waits since " + it.since() + ": " + it.why()));
            } catch (GangwayException trouble) { // the store is down; thrown on, it would end the schedule
                operator.accept("Notices wait: " + trouble.getMessage());
            }
        };
        ScheduledFuture<?> schedule = scheduler.scheduleWithFixedDelay(delivery, 1, 1, TimeUnit.MINUTES);
        // [/smtp-schedule]
        return schedule;
    }
}
