/** Notices to admins by e-mail, over SMTP. */
@NullMarked
package dev.gangway.smtp;

import org.jspecify.annotations.NullMarked;
