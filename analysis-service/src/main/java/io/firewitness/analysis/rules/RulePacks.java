package io.firewitness.analysis.rules;

import io.firewitness.engine.RulePack;
import io.firewitness.platform.identity.ServiceToken;
import io.firewitness.platform.signature.TrustedKeys;
import io.firewitness.platform.signature.UntrustedException;
import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The pack to judge with. It is asked for again when a case is to be judged and the last answer is some seconds old, so that a new pack
 * is in use without a restart. Where the knowledge-service does not answer, or answers with something that is not signed by a trusted
 * key, the pack that was in use stays in use: a verdict by the earlier rules is better than none, and the document names its pack.
 */
@ApplicationScoped
public class RulePacks {
    private static final Logger LOG = Logger.getLogger(RulePacks.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final ServiceToken token;
    private final URI address;
    private final Duration interval;
    private final TrustedKeys keys;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ReentrantLock asking = new ReentrantLock();

    private volatile Held held = new Held(RulePack.builtIn(), null);
    private volatile long nextNanos = System.nanoTime();

    RulePacks(
            OidcClient keycloak,
            @ConfigProperty(name = "firewitness.knowledge.url") URI knowledge,
            @ConfigProperty(name = "firewitness.rule-packs.interval") Duration interval,
            @ConfigProperty(name = "firewitness.rule-packs.keys") Optional<String> keys) {
        this.token = new ServiceToken(keycloak);
        this.address = knowledge.resolve("/internal/v1/rule-pack");
        this.interval = interval;
        this.keys = TrustedKeys.of(keys.orElse(""));
    }

    /** @param tag the ETag it came with; null for the built-in pack */
    private record Held(RulePack pack, String tag) {}

    /** The pack that counts now. One caller asks where the answer is old; the others go on with what there is. */
    public RulePack current() {
        if (System.nanoTime() - nextNanos >= 0 && asking.tryLock()) {
            try {
                Held fresh = ask(held);
                if (!fresh.pack.version().equals(held.pack.version())) {
                    LOG.infof("judging with rule pack %s, before with %s", fresh.pack.version(), held.pack.version());
                }
                held = fresh;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (IOException | UntrustedException | RuntimeException unusable) {
                LOG.warnf("rule pack %s stays in use: %s", held.pack.version(), unusable.getMessage());
            } finally {
                nextNanos = System.nanoTime() + interval.toNanos();
                asking.unlock();
            }
        }
        return held.pack;
    }

    private Held ask(Held known) throws IOException, InterruptedException, UntrustedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(LIMIT).header("Authorization", token.bearer());
        if (known.tag != null) {
            request.header("If-None-Match", known.tag);
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return switch (answer.statusCode()) {
            case NOT_MODIFIED -> known;
            case NO_CONTENT -> new Held(RulePack.builtIn(), null);
            case OK ->
                new Held(
                        read(answer.body()), answer.headers().firstValue("ETag").orElse(null));
            default -> throw new IOException("the knowledge-service answered " + answer.statusCode());
        };
    }

    /** It was checked when it was let in; but this service may carry another version of the engine, and trusts no network. */
    private RulePack read(String document) throws IOException, UntrustedException {
        RulePack pack = RulePack.read(
                new ByteArrayInputStream(keys.verify(document).payload().getBytes(StandardCharsets.UTF_8)));
        List<String> problems = pack.problems();
        if (!problems.isEmpty()) {
            throw new IOException(
                    "rule pack " + pack.version() + " cannot be used by this engine: " + problems.getFirst());
        }
        return pack;
    }
}
