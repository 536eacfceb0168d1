package io.firewitness.ingest.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.identity.ServiceToken;
import io.firewitness.platform.problem.CommonProblem;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Which tenants a caller may open cases for: its own, or all of its provider. Kept for a minute per provider. */
@ApplicationScoped
public class TenantDirectory {
    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);
    private static final int PAGE = 200;

    private final ServiceToken token;
    private final OrganizationsApi organizations;
    private final Cache<UUID, List<Tenant>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    TenantDirectory(OidcClient keycloak, @ConfigProperty(name = "firewitness.keycloak.admin-url") String realm) {
        this.token = new ServiceToken(keycloak);
        this.organizations = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(realm.replaceFirst("/realms/", "/admin/realms/")))
                .connectTimeout(3, TimeUnit.SECONDS)
                .readTimeout(10, TimeUnit.SECONDS)
                .build(OrganizationsApi.class);
    }

    /** The tenants of {@code caller}, by name. */
    public List<Tenant> of(Caller caller) {
        if (caller.tenantId().isPresent()) {
            return List.of(new Tenant(caller.tenantId().get(), caller.organizationName()));
        }
        return known.get(caller.providerId(), this::load);
    }

    /** One tenant of {@code caller}; empty where it is unknown or somebody else's. */
    public Optional<Tenant> find(Caller caller, UUID tenantId) {
        return of(caller).stream()
                .filter(tenant -> tenant.id().equals(tenantId))
                .findFirst();
    }

    private List<Tenant> load(UUID providerId) {
        try {
            String bearer = token.bearer();
            List<Tenant> tenants = new ArrayList<>();
            List<OrganizationsApi.Organization> page;
            int first = 0;
            do {
                page = organizations.search(bearer, "provider:" + providerId, false, first, PAGE);
                page.stream()
                        .filter(organization -> organization.enabled() && belongsTo(organization, providerId))
                        .map(organization -> new Tenant(organization.id(), organization.name()))
                        .forEach(tenants::add);
                first += PAGE;
            } while (page.size() == PAGE);
            tenants.sort(TenantPage.ORDER);
            return List.copyOf(tenants);
        } catch (IOException | WebApplicationException | ProcessingException unreachable) {
            LOG.error("Keycloak does not list the organizations of a provider", unreachable);
            throw CommonProblem.UNAVAILABLE.exception();
        }
    }

    /** Keycloak's search is by attribute already; a tenant must never appear at another provider, so it is checked again. */
    private static boolean belongsTo(OrganizationsApi.Organization organization, UUID providerId) {
        return organization.attributes() != null
                && organization.attributes().getOrDefault("provider", List.of()).contains(providerId.toString());
    }
}
