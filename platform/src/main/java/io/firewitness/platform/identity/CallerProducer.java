package io.firewitness.platform.identity;

import io.firewitness.platform.problem.CommonProblem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives resources the caller of the current request: inject {@code CallerProducer} and ask {@link #current()}. */
@RequestScoped
public class CallerProducer {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    CallerProducer(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /**
     * The caller of this request.
     *
     * @throws io.firewitness.platform.problem.ProblemException 403 {@code no-organization} where the token cannot be placed
     */
    public Caller current() {
        return placed().orElseThrow(CommonProblem.NO_ORGANIZATION::exception);
    }

    /** The caller of this request; empty where the token cannot be placed, as that of the installation's operator. */
    public Optional<Caller> placed() {
        return CallerReader.read(token, identity.getRoles());
    }
}
