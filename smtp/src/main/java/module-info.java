/** Tells a customer's admins by e-mail what a partner does. Start from {@link dev.gangway.smtp.SmtpNotifier}. */
@org.jspecify.annotations.NullMarked
module dev.gangway.smtp {
    requires transitive dev.gangway.core;
    requires transitive org.jspecify;
    requires jakarta.mail;

    exports dev.gangway.smtp;
}
