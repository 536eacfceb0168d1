package io.firewitness.analysis.job;

import io.firewitness.engine.Artifact;
import io.firewitness.platform.identity.ServiceToken;
import io.firewitness.platform.tenancy.Scope;
import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads artifacts from the ingest-service as streams; nothing is kept in memory or on disk. */
@ApplicationScoped
class ArtifactReader {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    private final ServiceToken token;
    private final URI ingest;

    ArtifactReader(OidcClient keycloak, @ConfigProperty(name = "firewitness.ingest.url") URI ingest) {
        this.token = new ServiceToken(keycloak);
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

    /**
     * The plain client of the JDK, because a file is read by one thread from end to end: the newer one hands every 16 KiB from
     * thread to thread, which took twice as long for 100 MiB, and knows no time limit for a body that stops coming.
     */
    private InputStream open(URI address, long offset) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        connection.setReadTimeout((int) SILENCE_LIMIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Authorization", token.bearer());
        int expected = HttpURLConnection.HTTP_OK;
        if (offset > 0) {
            connection.setRequestProperty("Range", "bytes=" + offset + "-");
            expected = HttpURLConnection.HTTP_PARTIAL;
        }
        int status = connection.getResponseCode();
        if (status != expected) {
            connection.disconnect();
            throw new IOException("the ingest-service answered " + status);
        }
        return connection.getInputStream();
    }
}
