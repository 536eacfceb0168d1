package io.firewitness.analysis.job;

import io.firewitness.engine.Artifact;
import io.firewitness.platform.tenancy.Scope;
import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads artifacts from the ingest-service as streams; nothing is kept in memory or on disk. */
@ApplicationScoped
class ArtifactReader {
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final OidcClient tokens;
    private final URI ingest;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ArtifactReader(OidcClient tokens, @ConfigProperty(name = "firewitness.ingest.url") URI ingest) {
        this.tokens = tokens;
        this.ingest = ingest;
    }

    Artifact artifact(Scope scope, CaseArtifacts.CaseArtifact artifact) {
        URI address = ingest.resolve("/internal/v1/providers/" + scope.providerId() + "/tenants/"
                + scope.tenantId().orElseThrow() + "/artifacts/" + artifact.id() + "/content");
        return new Artifact(
                artifact.id().toString(),
                artifact.name(),
                artifact.bytes(),
                () -> new ResumingStream(artifact.bytes(), offset -> open(address, offset)));
    }

    private InputStream open(URI address, long offset) throws IOException {
        String token = tokens.getTokens().await().atMost(TOKEN_LIMIT).getAccessToken();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).header("Authorization", "Bearer " + token);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != (offset > 0 ? 206 : 200)) {
                answer.body().close();
                throw new IOException("the ingest-service answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
