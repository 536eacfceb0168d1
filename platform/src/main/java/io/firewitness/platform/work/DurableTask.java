package io.firewitness.platform.work;

import com.github.kagkarlsson.scheduler.task.Task;

/** A kind of durable work. Every bean of this type is known to the queue. */
public interface DurableTask {
    /** The definition: name, data, what to do, what to do after a failure. Called once. */
    Task<?> task();
}
