package io.firewitness.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.firewitness.platform.identity.ServiceToken;
import io.firewitness.platform.work.DurableTask;
import io.firewitness.platform.work.DurableWork;
import io.firewitness.platform.work.GrowingPauses;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends events to the analysis-service: stored with the change they tell of, sent after its commit, tried again with
 * growing pauses until they are taken.
 */
@ApplicationScoped
public class Outbox {
    private static final String TASK = "send-event";
    /** Sending takes milliseconds, looking at a large file takes minutes. */
    private static final int BEFORE_FILES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double PAUSE_GROWTH = 1.5;

    private final Instance<DurableWork> work;
    private final ObjectMapper json;

    Outbox(Instance<DurableWork> work, ObjectMapper json) {
        this.work = work;
        this.json = json;
    }

    /** Stores {@code event} in the running transaction. */
    public void publish(AnalysisEvent event) {
        try {
            work.get()
                    .submit(new TaskInstance.Builder<Envelope>(TASK, event.id())
                            .data(new Envelope(json.writeValueAsString(event)))
                            .priority(BEFORE_FILES)
                            .build());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event of plain strings cannot be written", impossible);
        }
    }

    /** The event as it will be sent, so that a later release sends what this one meant. */
    record Envelope(String event) {}

    /** The task that sends. */
    @Singleton
    static class Sender implements DurableTask {
        private final AnalysisApi analysis;
        private final ServiceToken token;

        Sender(OidcClient keycloak, @ConfigProperty(name = "firewitness.analysis.url") URI address) {
            this.token = new ServiceToken(keycloak);
            this.analysis = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(address)
                    .connectTimeout(3, TimeUnit.SECONDS)
                    .readTimeout(15, TimeUnit.SECONDS)
                    .build(AnalysisApi.class);
        }

        @Override
        public Task<?> task() {
            return Tasks.oneTime(TASK, Envelope.class)
                    .onFailure(new GrowingPauses<>(FIRST_PAUSE, PAUSE_GROWTH))
                    .execute((instance, context) -> {
                        try {
                            analysis.send(token.bearer(), instance.getData().event());
                        } catch (IOException noToken) {
                            throw new UncheckedIOException(noToken);
                        }
                    });
        }
    }
}
