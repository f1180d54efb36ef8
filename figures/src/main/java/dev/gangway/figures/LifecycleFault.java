package dev.gangway.figures;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.Fault.Place;
import dev.gangway.http.Time;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor.Chain;
import okhttp3.Response;

/** Something that goes wrong at one person, and how it may end. {@link LifecycleFaults} has them all. */
final class LifecycleFault {

    /** What happens instead of a request, or around it. */
    interface Sending {
        Response at(LifecycleCell cell, LifecycleNode node, Chain chain) throws IOException;
    }

    final String name;
    JobStyle jobs = JobStyle.NEVER;
    /** Whether the three people are admins, so that the team's list is read. */
    boolean onAdmins;
    /** Whether it strikes at a request or an intent, so that it must have struck. */
    boolean isMet = true;

    boolean mayStayOpen;
    /** Whether readings are older than the library takes them to be at most, so that the request is sent once more. */
    boolean maySendAgain;

    boolean strikesOneItem;
    /** Whether the job that it strikes does nothing to anybody. */
    boolean jobDoesNothing;
    /** Whether somebody else changes the person meanwhile. */
    boolean othersChangeTargets;
    /** How it may end for whom it strikes, besides being done. */
    Set<Told.How> mayEnd = Set.of();

    Set<Told.How> othersMayEnd = Set.of();

    private Optional<Sending> sending = Optional.empty();
    private Optional<BiFunction<LifecycleCell, Chain, Optional<Response>>> reading = Optional.empty();
    private Optional<Boolean> beforeIntent = Optional.empty();
    private Optional<java.util.function.BiConsumer<LifecycleCell, LifecycleNode>> intent = Optional.empty();
    private Consumer<LifecycleCell> afterPlanning = cell -> {};
    private Consumer<LifecycleCell> nextSending = cell -> {};
    private Consumer<LifecycleCell> over = cell -> {};
    private UnaryOperator<Time> secondClock = clock -> clock;
    private BiFunction<Time, Supplier<List<Told>>, List<Told>> around = (time, work) -> work.get();
    private Function<LifecycleOperation, Optional<String>> notFor = operation -> Optional.empty();
    private Optional<String> notOnOneNode = Optional.empty();

    LifecycleFault(String name) {
        this.name = name;
    }

    static LifecycleFault sending(String name, Sending sending) {
        LifecycleFault fault = new LifecycleFault(name);
        fault.sending = Optional.of(sending);
        return fault;
    }

    /** One that the simulator has. */
    static LifecycleFault simulated(String name, Function<Place, Fault> what) {
        return sending(name, (cell, node, chain) -> {
            cell.dropbox().inject(what.apply(Fault.at(cell.operation.route)));
            return chain.proceed(chain.request());
        });
    }

    /** One that strikes as the intent is written down, before or after. */
    static LifecycleFault atIntent(
            String name, boolean before, java.util.function.BiConsumer<LifecycleCell, LifecycleNode> what) {
        LifecycleFault fault = new LifecycleFault(name);
        fault.beforeIntent = Optional.of(before);
        fault.intent = Optional.of(what);
        return fault;
    }

    /** One that strikes at no certain request. */
    static LifecycleFault lasting(String name, Consumer<LifecycleCell> afterPlanning) {
        LifecycleFault fault = new LifecycleFault(name);
        fault.isMet = false;
        fault.afterPlanning = afterPlanning;
        return fault;
    }

    LifecycleFault mayEnd(Told.How first, Told.How... more) {
        mayEnd = EnumSet.of(first, more);
        return this;
    }

    LifecycleFault anybodyMayEnd(Told.How how) {
        mayEnd = Set.of(how);
        othersMayEnd = Set.of(how);
        return this;
    }

    LifecycleFault withJobs() {
        jobs = JobStyle.ALWAYS;
        return this;
    }

    LifecycleFault onAdmins() {
        onAdmins = true;
        return this;
    }

    LifecycleFault mayStayOpen() {
        mayStayOpen = true;
        return this;
    }

    LifecycleFault maySendAgain() {
        maySendAgain = true;
        return this;
    }

    LifecycleFault strikesOneItem() {
        strikesOneItem = true;
        return this;
    }

    LifecycleFault othersChangeTargets() {
        othersChangeTargets = true;
        return this;
    }

    LifecycleFault afterPlanning(Consumer<LifecycleCell> what) {
        afterPlanning = what;
        return this;
    }

    LifecycleFault jobDoesNothing() {
        jobDoesNothing = true;
        return this;
    }

    /** What happens as the same request is sent again. */
    LifecycleFault nextSending(Consumer<LifecycleCell> what) {
        nextSending = what;
        return this;
    }

    LifecycleFault over(Consumer<LifecycleCell> what) {
        over = what;
        return this;
    }

    LifecycleFault reading(BiFunction<LifecycleCell, Chain, Optional<Response>> what) {
        reading = Optional.of(what);
        return this;
    }

    LifecycleFault secondClock(UnaryOperator<Time> clock) {
        secondClock = clock;
        notOnOneNode = Optional.of("a node has one clock");
        return this;
    }

    LifecycleFault around(BiFunction<Time, Supplier<List<Told>>, List<Told>> what) {
        around = what;
        return this;
    }

    /** Leaves operations out, for a reason. */
    LifecycleFault notFor(Predicate<LifecycleOperation> which, String why) {
        Function<LifecycleOperation, Optional<String>> before = notFor;
        notFor = operation ->
                before.apply(operation).or(() -> which.test(operation) ? Optional.of(why) : Optional.empty());
        return this;
    }

    /** Why there is no such cell; empty if there is. */
    Optional<String> notApplicable(LifecycleOperation operation, int position, boolean twoNodes) {
        Optional<String> why = notFor.apply(operation);
        if (why.isPresent()) {
            return why;
        }
        if (!twoNodes && notOnOneNode.isPresent()) {
            return notOnOneNode;
        }
        return operation == LifecycleOperation.ONBOARD_BATCH && position > 0 && !strikesOneItem
                ? Optional.of("all three go with one request, so it strikes once")
                : Optional.empty();
    }

    boolean strikesAtSending() {
        return sending.isPresent();
    }

    boolean strikesAtIntent(boolean beforeWriting) {
        return beforeIntent.equals(Optional.of(beforeWriting));
    }

    Response atSending(LifecycleCell cell, LifecycleNode node, Chain chain) throws IOException {
        return sending.orElseThrow().at(cell, node, chain);
    }

    void atIntent(LifecycleCell cell, LifecycleNode node) {
        intent.orElseThrow().accept(cell, node);
    }

    Optional<Response> atReading(LifecycleCell cell, Chain chain) {
        return reading.flatMap(it -> it.apply(cell, chain));
    }

    void afterPlanning(LifecycleCell cell) {
        afterPlanning.accept(cell);
    }

    void atNextSending(LifecycleCell cell) {
        nextSending.accept(cell);
    }

    void over(LifecycleCell cell) {
        over.accept(cell);
    }

    Time secondClock(Time clock) {
        return secondClock.apply(clock);
    }

    List<Told> around(Time time, Supplier<List<Told>> work) {
        return around.apply(time, work);
    }
}
