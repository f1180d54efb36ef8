package dev.gangway.assistance;

import dev.gangway.assistance.Gate.Begun;
import dev.gangway.assistance.Gate.Result;
import dev.gangway.assistance.Gate.Step;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Passage;
import dev.gangway.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Leads each operation of a partner through the gate. Thread-safe. */
final class PartnerPassage implements Passage {

    private final Gate gate;
    private final String grantId;
    private final Names names = new Names();
    private final Operations operations;
    private final Set<Step> told = new HashSet<>();
    private final Map<JobHandle, List<TrailRecord>> following = new ConcurrentHashMap<>();

    PartnerPassage(Gate gate, Grant grant) {
        this.gate = gate;
        this.grantId = grant.id();
        this.operations = new Operations(names, grant::names);
    }

    @Override
    public Optional<String> name() {
        return Optional.of(grantId);
    }

    @Override
    public <T extends @Nullable Object> T pass(Operation operation, Supplier<T> work) {
        Meaning said = operations.meaning(operation);
        boolean isNothing = said.mode() != Meaning.Mode.TELLS && said.steps().isEmpty();
        Meaning meaning = isNothing ? Meaning.other(operation.name()) : said;
        List<Step> steps = meaning.steps();
        T value = switch (meaning.mode()) {
            case TELLS -> work.get();
            case ANNOUNCES -> {
                gate.require(grantId, steps);
                yield work.get();
            }
            case READS -> read(steps, work);
            case FOLLOWS -> follow(operation, steps, work);
            case CHANGES -> gate.act(grantId, steps, work, (done, begun) -> results(meaning.groups(), done, begun));
        };
        if (value != null) {
            names.see(value);
        }
        return value;
    }

    /** What was read is handed out only if it is allowed then, too: nobody gets to see what was read while the grant was revoked. */
    private <T extends @Nullable Object> T read(List<Step> steps, Supplier<T> work) {
        if (isNew(steps)) {
            AtomicBoolean shown = new AtomicBoolean();
            T value = gate.look(grantId, steps, work, (done, begun) -> {
                Result result = read(done);
                shown.set(result.stage() == Stage.DONE);
                return List.of(result);
            });
            gate.require(grantId, steps);
            if (shown.get()) {
                tell(steps);
            }
            return value;
        }
        gate.require(grantId, steps);
        T value = work.get();
        gate.require(grantId, steps);
        return value;
    }

    private synchronized boolean isNew(List<Step> steps) {
        return !told.containsAll(steps);
    }

    private synchronized void tell(List<Step> steps) {
        told.addAll(steps);
    }

    /** How something ends that was begun here may be asked also when the grant is over: the trail is to have its result. */
    private <T extends @Nullable Object> T follow(Operation operation, List<Step> steps, Supplier<T> work) {
        List<JobHandle> handles = handles(operation);
        if (handles.isEmpty() || !following.keySet().containsAll(handles)) {
            return read(steps, work);
        }
        T value = work.get();
        List<?> outcomes = value instanceof List<?> all ? all : value == null ? List.of() : List.of(value);
        for (int job = 0; job < Math.min(handles.size(), outcomes.size()); job++) {
            if (outcomes.get(job) instanceof Outcome<?> outcome && !(outcome instanceof Outcome.Unsettled)) {
                List<TrailRecord> begun = following.get(handles.get(job));
                if (begun != null) {
                    begun.forEach(it -> gate.write(it, result(outcome)));
                    following.remove(handles.get(job));
                }
            }
        }
        return value;
    }

    private static List<JobHandle> handles(Operation operation) {
        return operation.arguments().stream()
                .flatMap(it -> it instanceof List<?> all ? all.stream() : java.util.stream.Stream.of(it))
                .filter(JobHandle.class::isInstance)
                .map(JobHandle.class::cast)
                .toList();
    }

    private List<Result> results(List<List<Step>> groups, @Nullable Object value, Begun begun) {
        List<Result> results = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            Object part = value instanceof List<?> all && all.size() == groups.size() ? all.get(group) : value;
            boolean isReading = groups.get(group).get(0).action() == Action.SIGNED_IN_AS;
            Result result = isReading ? read(part) : part instanceof Outcome<?> it ? result(it) : Result.DONE;
            List<TrailRecord> intents = begun.intents()
                    .subList(results.size(), results.size() + groups.get(group).size());
            if (part instanceof Outcome.Unsettled<?> unsettled) {
                following.put(unsettled.handle(), List.copyOf(intents));
            }
            intents.forEach(it -> results.add(result));
        }
        return results;
    }

    /** What was asked for may not have been shown. */
    private static Result read(@Nullable Object value) {
        return value instanceof Outcome<?> outcome
                ? outcome.match(done -> Result.DONE, refused -> result(outcome), unsettled -> result(outcome))
                : value instanceof Fact<?> fact && fact.toOptional().isEmpty()
                        ? new Result(Stage.FAILED, Optional.of("It isn't known: " + fact))
                        : Result.DONE;
    }

    private static Result result(Outcome<?> outcome) {
        return outcome.match(
                done -> new Result(
                        Stage.DONE,
                        done.changed() ? Optional.empty() : Optional.of("It was so already; nothing was changed."),
                        done.value() instanceof UserId id ? Optional.of(id.value()) : Optional.empty()),
                refused -> new Result(
                        Stage.FAILED,
                        Optional.of(
                                "The provider refused it: " + refused.refusal().explanation())),
                unsettled -> new Result(Stage.UNKNOWN, Optional.of(unsettled.why())));
    }
}
