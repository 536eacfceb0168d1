package io.firewitness.ingest.artifact;

import io.firewitness.platform.identity.Role;
import io.firewitness.platform.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The bytes of an artifact for the analysis-service, from any offset on. */
@Path("/internal/v1/providers/{providerId}/tenants/{tenantId}/artifacts/{artifactId}/content")
@Tag(name = "internal")
@RolesAllowed(Role.SERVICE)
@RunOnVirtualThread
class ContentResource {
    /** Open-ended ranges only: a reader that lost its connection goes on to the end (RFC 9110 section 14). */
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");

    private final ArtifactService artifacts;

    ContentResource(ArtifactService artifacts) {
        this.artifacts = artifacts;
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "readArtifact", summary = "The bytes of a ready artifact")
    @APIResponse(
            responseCode = "200",
            description = "All bytes; 206 and those from the offset on where Range asks for them")
    public Response read(UUID providerId, UUID tenantId, UUID artifactId, @HeaderParam("Range") String range)
            throws IOException {
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        long offset = wanted.matches() ? Long.parseLong(wanted.group(1)) : 0;
        ArtifactService.Content content = artifacts.content(Scope.tenant(providerId, tenantId), artifactId);
        if (offset >= content.size()) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + content.size())
                    .build();
        }
        Response.ResponseBuilder answer = offset == 0
                ? Response.ok().header("Accept-Ranges", "bytes")
                : Response.status(Response.Status.PARTIAL_CONTENT)
                        .header("Content-Range", "bytes " + offset + "-" + (content.size() - 1) + "/" + content.size());
        return answer.header(HttpHeaders.CONTENT_LENGTH, content.size() - offset)
                .entity(content.source().from(offset))
                .build();
    }
}
