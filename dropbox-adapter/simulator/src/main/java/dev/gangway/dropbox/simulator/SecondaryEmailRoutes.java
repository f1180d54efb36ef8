package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.EMAIL;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.required;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Secondary addresses: pending until their owner verifies them, except on the team's verified domains. A verified one is its member's
 * alone, a pending one isn't yet. Refusals are told per user and per address.
 */
final class SecondaryEmailRoutes {
    private static final String FAMILY = "team/members/secondary_emails/";
    private static final String WRITE = "members.write";

    /** In one call [specified]. */
    private static final int MOST_IN_A_CALL = 20;

    /** Of one member; the real figure isn't published. */
    private static final int MOST_OF_A_MEMBER = 20;

    private SecondaryEmailRoutes() {}

    static List<Route> routes() {
        return List.of(
                route("add", "new_secondary_emails", SecondaryEmailRoutes::addAll),
                route("resend_verification_emails", "emails_to_resend", SecondaryEmailRoutes::resendAll),
                route("delete", "emails_to_delete", SecondaryEmailRoutes::deleteAll));
    }

    private static Route route(String name, String targets, Route.Handler handler) {
        Shape target = Shape.struct(required("user", USER), required("secondary_emails", Shape.list(EMAIL)));
        return Route.team(FAMILY + name, WRITE, Shape.struct(required(targets, Shape.list(target))), handler);
    }

    private static Object addAll(Invocation call) {
        List<Arg> targets = call.arg().nestedList("new_secondary_emails");
        if (!call.team().settings().allowsSecondaryEmails()) {
            throw new RouteError("secondary_emails_disabled");
        }
        long addresses = targets.stream()
                .mapToLong(target -> target.texts("secondary_emails").size())
                .sum();
        if (addresses > MOST_IN_A_CALL) {
            throw new RouteError("too_many_emails");
        }
        return results(call, targets, SecondaryEmailRoutes::obstacle, SecondaryEmailRoutes::add);
    }

    private static Object resendAll(Invocation call) {
        return results(
                call,
                call.arg().nestedList("emails_to_resend"),
                member -> Optional.empty(),
                SecondaryEmailRoutes::resend);
    }

    private static Object deleteAll(Invocation call) {
        return results(
                call,
                call.arg().nestedList("emails_to_delete"),
                member -> Optional.empty(),
                SecondaryEmailRoutes::delete);
    }

    private static Struct results(
            Invocation call, List<Arg> targets, Function<Member, Optional<String>> obstacle, Handler handler) {
        return Struct.of()
                .with(
                        "results",
                        targets.stream()
                                .map(target -> result(call, target, obstacle, handler))
                                .toList());
    }

    private static Struct result(
            Invocation call, Arg target, Function<Member, Optional<String>> obstacle, Handler handler) {
        Arg user = target.nested("user");
        Optional<Member> member = call.team().find(user).filter(Member::isCurrent);
        Optional<String> refusal = member.isEmpty() ? Optional.of("invalid_user") : member.flatMap(obstacle);
        if (refusal.isPresent()) {
            return Struct.tag(refusal.get(), user.echo());
        }
        List<Struct> results = target.texts("secondary_emails").stream()
                .map(email -> handler.handle(call, member.orElseThrow(), email))
                .toList();
        return Struct.tag("success").with("user", user.echo()).with("results", results);
    }

    private static Optional<String> obstacle(Member member) {
        if (member.is(Member.Status.INVITED)) {
            return Optional.of("placeholder_user");
        }
        return member.isEmailVerified() ? Optional.empty() : Optional.of("unverified");
    }

    private static Struct add(Invocation call, Member member, String email) {
        Optional<String> refusal = refusal(call, member, email);
        if (refusal.isPresent()) {
            return Struct.tag(refusal.get(), email);
        }
        boolean verified = call.team().settings().isVerifiedDomain(Addresses.domain(email));
        call.team().addSecondaryEmail(member, call.world().options().stored(email), verified);
        call.record(
                verified ? EventType.SECONDARY_EMAIL_VERIFIED : EventType.PENDING_SECONDARY_EMAIL_ADDED,
                member,
                Struct.of().with("secondary_email", email));
        return Struct.tag("success").with("email", email).with("is_verified", verified);
    }

    private static Optional<String> refusal(Invocation call, Member member, String email) {
        Optional<String> wanted = call.itemRefusal();
        if (wanted.isPresent()) {
            return wanted;
        }
        Optional<Member> holder = call.team().holderOfEmail(email, call.now());
        if (holder.isPresent()) {
            return Optional.of(holder.get() == member ? "already_owned_by_user" : "unavailable");
        }
        if (member.secondaryEmail(email).isPresent()) {
            return Optional.of("already_pending");
        }
        return member.secondaryEmails().size() < MOST_OF_A_MEMBER ? Optional.empty() : Optional.of("reached_limit");
    }

    private static Struct resend(Invocation call, Member member, String email) {
        Optional<String> refusal = call.itemRefusal();
        boolean isPending = member.secondaryEmail(email)
                .filter(stored -> !member.isVerified(stored))
                .isPresent();
        return Struct.tag(refusal.orElse(isPending ? "success" : "not_pending"), email);
    }

    private static Struct delete(Invocation call, Member member, String email) {
        if (Addresses.same(member.email(), email)) {
            return Struct.tag("cannot_remove_primary", email);
        }
        Optional<String> stored = member.secondaryEmail(email);
        if (stored.isEmpty()) {
            return Struct.tag("not_found", email);
        }
        call.team().removeSecondaryEmail(member, stored.get());
        call.record(EventType.SECONDARY_EMAIL_DELETED, member, Struct.of().with("secondary_email", stored.get()));
        return Struct.tag("success", email);
    }

    /** What is done with one address of one member. */
    @FunctionalInterface
    private interface Handler {
        Struct handle(Invocation call, Member member, String email);
    }
}
