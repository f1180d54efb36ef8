package dev.gangway.figures;

import dev.gangway.error.GangwayException;
import dev.gangway.http.Time;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.BulkReport;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import okhttp3.Interceptor;
import okhttp3.Response;

/** One node of a cell: does the operation, can die, and lets the cell look at each request and each record. Not thread-safe. */
final class LifecycleNode {

    /** The process is gone. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final int LOOKS = 14;

    private final LifecycleCell cell;
    private final Users users;
    private boolean dead;
    private Optional<Runnable> beforeNextWriting = Optional.empty();
    private Optional<Runnable> afterNextWriting = Optional.empty();

    LifecycleNode(LifecycleCell cell, Time time) {
        this.cell = cell;
        this.users = cell.company.node(new Tap(), new SeenStore(cell.company.store), time);
    }

    Users users() {
        return users;
    }

    void die() {
        dead = true;
        throw new Death();
    }

    void dieLater(boolean beforeWriting) {
        if (beforeWriting) {
            beforeNextWriting = Optional.of(this::die);
        } else {
            afterNextWriting = Optional.of(this::die);
        }
    }

    void beforeNextWriting(Runnable what) {
        beforeNextWriting = Optional.of(what);
    }

    private void requireLife() {
        if (dead) {
            throw new Death();
        }
    }

    /** Does it to all. */
    List<Told> work() {
        return work(LifecycleCell.TARGETS);
    }

    /** Does it to some; a bulk plan is always one of all. */
    List<Told> work(List<String> emails) {
        return switch (cell.operation) {
            case SUSPEND -> each(emails, it -> users.suspend(ref(it), Devices.KEEP));
            case UNSUSPEND -> each(emails, it -> users.unsuspend(ref(it)));
            case ROLE -> each(emails, it -> users.assignRoles(ref(it), List.of(cell.roleId())));
            case ONBOARD -> each(emails, it -> users.onboard(NewUser.of(it)));
            case ONBOARD_BATCH -> batch(emails);
            case REMOVE, REMOVE_TRANSFER, TRANSFER_AFTERWARDS -> bulk();
        };
    }

    private UserRef ref(String email) {
        return UserRef.id(cell.id(email));
    }

    private List<Told> each(List<String> emails, Function<String, Outcome<?>> work) {
        return emails.stream().map(it -> one(it, work)).toList();
    }

    private Told one(String email, Function<String, Outcome<?>> work) {
        try {
            return cell.seen(Told.of(email, cell.seen(work.apply(email)), false));
        } catch (GangwayException trouble) {
            return Told.threw(email, cell.seen(trouble));
        }
    }

    private List<Told> batch(List<String> emails) {
        try {
            return cell.seen(users.onboardAll(emails.stream().map(NewUser::of).toList())).stream()
                    .map(LifecycleNode::told)
                    .toList();
        } catch (GangwayException trouble) {
            cell.seen(trouble);
            return emails.stream().map(it -> Told.threw(it, trouble)).toList();
        }
    }

    private static Told told(Row<NewUser, Onboarded> row) {
        String email = row.input().email().address();
        return row.end() instanceof Row.Attempted<Onboarded> it
                ? Told.of(email, it.outcome(), false)
                : new Told(email, Told.How.NOT_ATTEMPTED, row.end().toString(), Optional.empty());
    }

    private List<Told> bulk() {
        ConfirmedBulkPlan plan = cell.plan();
        try {
            BulkReport report = cell.seen(users.bulkOffboardings().execute(plan));
            List<Told> told = new ArrayList<>();
            for (int i = 0; i < report.rows().size(); i++) {
                told.add(receipt(LifecycleCell.TARGETS.get(i), report.rows().get(i)));
            }
            return told;
        } catch (GangwayException trouble) {
            cell.seen(trouble);
            return LifecycleCell.TARGETS.stream()
                    .map(it -> Told.threw(it, trouble))
                    .toList();
        }
    }

    private static Told receipt(String email, Row<UserRef, Receipt> row) {
        return row.end() instanceof Row.Attempted<Receipt> it
                ? Told.of(
                        email,
                        it.outcome(),
                        it.outcome()
                                .toOptional()
                                .filter(receipt -> !receipt.notDone().isEmpty())
                                .isPresent())
                : new Told(email, Told.How.NOT_ATTEMPTED, row.end().toString(), Optional.empty());
    }

    /** Settles what is open and asks again for whom nothing was done, until everybody has an end or time doesn't help. */
    List<Told> end(List<Told> first) {
        List<Told> told = first;
        for (int look = 0; look < LOOKS && !told.stream().allMatch(this::isEnd); look++) {
            cell.company.clock.advance(look < 4 ? Duration.ofMinutes(7) : Duration.ofHours(8));
            told = cell.operation.isBulk() ? bulk() : again(told);
        }
        return told;
    }

    private boolean isEnd(Told told) {
        return told.isEnd(cell.operation.isBulk());
    }

    private List<Told> again(List<Told> before) {
        Map<JobHandle, Outcome<?>> settled = new HashMap<>();
        try {
            for (OpenRequest open : users.openRequests()) {
                settled.put(open.handle(), cell.seen(users.settle(open.handle())));
            }
        } catch (GangwayException | IllegalArgumentException trouble) {
            cell.seen(trouble);
        }
        boolean open = !users.openRequests().isEmpty();
        List<Told> after = new ArrayList<>();
        for (Told told : before) {
            Optional<Outcome<?>> outcome = told.handle().flatMap(it -> Optional.ofNullable(settled.get(it)));
            after.add(outcome.<Told>map(it -> Told.of(told.email(), it, false)).orElse(told));
        }
        if (open || after.stream().allMatch(this::isEnd)) {
            return after;
        }
        Map<String, Told> asked = new HashMap<>();
        work(after.stream().filter(it -> !isEnd(it)).map(Told::email).toList())
                .forEach(it -> asked.put(it.email(), it));
        return after.stream().map(it -> asked.getOrDefault(it.email(), it)).toList();
    }

    /** Sees each request on its way out, and lets it fail. */
    private final class Tap implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            requireLife();
            return cell.sending(LifecycleNode.this, chain);
        }
    }

    /** The store as a node sees it that can die; a dead node gives no lease back. */
    private final class SeenStore implements Store {
        private final Store inner;

        SeenStore(Store inner) {
            this.inner = inner;
        }

        @Override
        public Optional<Versioned> get(String key) {
            requireLife();
            return inner.get(key);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            requireLife();
            take(true);
            boolean intent = expectedVersion == 0 && key.contains("/writes/");
            String text = intent ? new String(data, StandardCharsets.UTF_8) : "";
            if (intent) {
                cell.intending(LifecycleNode.this, text, true);
            }
            OptionalLong version = inner.compareAndSet(key, expectedVersion, data);
            if (intent) {
                cell.intending(LifecycleNode.this, text, false);
            }
            take(false);
            return version;
        }

        private void take(boolean before) {
            Optional<Runnable> next = before ? beforeNextWriting : afterNextWriting;
            if (before) {
                beforeNextWriting = Optional.empty();
            } else {
                afterNextWriting = Optional.empty();
            }
            next.ifPresent(Runnable::run);
        }

        @Override
        public List<String> list(String prefix) {
            requireLife();
            return inner.list(prefix);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            requireLife();
            return inner.lease(name, duration).map(lease -> new Lease() {
                @Override
                public boolean isHeld() {
                    return lease.isHeld();
                }

                @Override
                public void close() {
                    if (!dead) {
                        lease.close();
                    }
                }
            });
        }
    }
}
