package io.firewitness.platform.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.stats.StatsRegistryAdapter;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The service's task queue (db-scheduler on PostgreSQL).
 *
 * <p>{@link #submit} stores a task in the running JTA transaction: Agroal hands db-scheduler the transaction's own
 * connection, so the task exists exactly if the change that needs it does. After the commit the queue is looked at at
 * once, tasks of higher priority first. A task of a pod that died is taken over after four missed heartbeats. Kinds of work are beans
 * of type {@link DurableTask}; {@link GrowingPauses} says what happens after a failure.
 */
@ApplicationScoped
public class DurableWork {
    private static final int MISSED_HEARTBEATS = 4;

    private final DataSource database;
    private final WorkConfig config;
    private final TransactionSynchronizationRegistry transactions;
    private final MeterRegistry meters;
    private final List<Task<?>> tasks = new ArrayList<>();
    private Scheduler scheduler;

    DurableWork(
            DataSource database,
            WorkConfig config,
            TransactionSynchronizationRegistry transactions,
            MeterRegistry meters,
            @Any Instance<DurableTask> tasks) {
        this.database = database;
        this.config = config;
        this.transactions = transactions;
        this.meters = meters;
        tasks.forEach(bean -> this.tasks.add(bean.task()));
    }

    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (tasks.isEmpty()) {
            return;
        }
        scheduler = Scheduler.create(database, tasks)
                .serializer(new JacksonSerializer())
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(config.threads())
                .pollingInterval(config.pollingInterval())
                .heartbeatInterval(config.heartbeatInterval())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .pollUsingLockAndFetch(0.5, 1.0)
                .enablePriority()
                .shutdownMaxWait(config.stopPatience())
                .addSchedulerListener(new StatsRegistryAdapter(new MicrometerStatsRegistry(meters, tasks)))
                // GrowingPauses says it, with the task's id.
                .failureLogging(LogLevel.OFF, false)
                .build();
        scheduler.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    /**
     * Stores a task in the running transaction, to run once it is committed.
     *
     * @return false where a task with the same name and id waits already
     * @throws IllegalStateException outside of a transaction
     */
    public boolean submit(TaskInstance<?> task) {
        return submit(task, Instant.now());
    }

    /** As {@link #submit(TaskInstance)}, to run at {@code due}. */
    public boolean submit(TaskInstance<?> task, Instant due) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a task is submitted in the transaction that makes it necessary");
        }
        boolean isNew = scheduler.scheduleIfNotExists(task, due);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only the outcome matters.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    scheduler.triggerCheckForDueExecutions();
                }
            }
        });
        return isNew;
    }
}
