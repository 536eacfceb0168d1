package io.firewitness.platform.work;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps one tenant from starving another at a service's queue, in two ways: long work of one tenant gets at most half of a pod's
 * threads, so that a free one is always found soon; and what a tenant queues comes the later the more of it waits already
 * ({@link #priority}), so that its hundredth task does not stand in front of somebody's first. Safe for several threads.
 */
@ApplicationScoped
public class FairShare {
    /** Tasks beyond the share come back one by one at this distance; they must not keep the queue busy all together. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final int limit;
    private final Map<UUID, Share> shares = new HashMap<>();

    FairShare(WorkConfig config) {
        this.limit = Math.max(1, config.threads() / 2);
    }

    /** What one tenant does in this pod. */
    private static final class Share {
        private int running;
        private Instant lastPostponedTo = Instant.MIN;
    }

    /**
     * The place in the queue of a task whose tenant has {@code waiting} tasks of this kind in it already: 0 for the first, less for
     * every further one.
     */
    public static int priority(long waiting) {
        return (int) -Math.min(waiting, Short.MAX_VALUE);
    }

    /**
     * A task that runs once and within its tenant's share; a task of a pod that died is taken over.
     *
     * @param kind name, data and what happens after a failure
     */
    public <T> Task<T> limited(Tasks.TaskBuilder<T> kind, Function<T, UUID> tenant, Consumer<T> work) {
        return kind.onDeadExecutionRevive().execute((instance, context) -> {
            T data = instance.getData();
            UUID owner = tenant.apply(data);
            Optional<Instant> later = enter(owner, Instant.now());
            if (later.isPresent()) {
                return (complete, operations) -> operations.reschedule(complete, later.get());
            }
            try {
                work.accept(data);
                return new CompletionHandler.OnCompleteRemove<>();
            } finally {
                leave(owner);
            }
        });
    }

    /** Takes a part of the share; where it is used up, says when to try again. */
    synchronized Optional<Instant> enter(UUID tenant, Instant now) {
        Share share = shares.computeIfAbsent(tenant, fresh -> new Share());
        if (share.running < limit) {
            share.running++;
            return Optional.empty();
        }
        Instant due = (share.lastPostponedTo.isAfter(now) ? share.lastPostponedTo : now).plus(PAUSE);
        Instant latest = now.plus(LONGEST_PAUSE);
        share.lastPostponedTo = due.isAfter(latest) ? latest : due;
        return Optional.of(share.lastPostponedTo);
    }

    synchronized void leave(UUID tenant) {
        Share share = shares.get(tenant);
        if (--share.running == 0) {
            shares.remove(tenant);
        }
    }
}
