package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.result.Outcome;
import dev.gangway.user.Authenticity;
import dev.gangway.user.Receipt;
import dev.gangway.user.ReceiptKeys;
import dev.gangway.user.Undone;
import dev.gangway.user.Users;

/** What an application does with a receipt that was exported: check that it is genuine, and undo what it tells of. */
final class Receipts {

    private Receipts() {}

    static void undo(Gangway gangway, Users users, String text) {
        // [receipts-verify]
        // PEM; give it to whoever reads receipts, by a way that they trust
        String keys = gangway.receiptKeys().export();

        Authenticity found = Receipt.verify(text, ReceiptKeys.parse(keys));
        System.out.println(found + ": " + found.words()); // GENUINE, CHANGED, UNKNOWN_KEY or NOT_SIGNED
        if (found == Authenticity.GENUINE) {
            Outcome<Undone> undone = users.undo(Receipt.fromJson(text));
            undone.toOptional().ifPresent(it -> System.out.println(it.toJson()));
        }
        // [/receipts-verify]
    }
}
