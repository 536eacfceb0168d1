package io.firewitness.platform.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tries failed work again after pauses that grow up to {@link #LONGEST} and not beyond: however long the other side was away, work
 * goes on minutes after it is back. Says what failed and when it comes again. Safe for several threads.
 */
public final class GrowingPauses<T> implements FailureHandler<T> {
    /** Without an end the pause after a night would be another half night. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(GrowingPauses.class);

    private final Duration first;
    private final double growth;

    /**
     * Pauses {@code first}, then {@code growth} times as long each time.
     *
     * @param growth at least 1
     */
    public GrowingPauses(Duration first, double growth) {
        this.first = first;
        this.growth = growth;
    }

    @Override
    public void onFailure(ExecutionComplete complete, ExecutionOperations<T> operations) {
        Execution execution = complete.getExecution();
        Instant next = complete.getTimeDone().plus(pause(execution.consecutiveFailures));
        LOG.warnf(
                complete.getCause().orElse(null),
                "%s %s failed, %d times in a row; tried again at %s",
                execution.taskInstance.getTaskName(),
                execution.taskInstance.getId(),
                execution.consecutiveFailures + 1,
                next);
        operations.reschedule(complete, next);
    }

    /** @param earlier failures in a row before this one */
    Duration pause(int earlier) {
        // A pause beyond all bounds is cut to the largest long.
        Duration grown = Duration.ofMillis((long) (first.toMillis() * Math.pow(growth, earlier)));
        return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
    }
}
