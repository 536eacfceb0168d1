package io.firewitness.ui;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The signed-in user of a request. The access token was verified by the OIDC layer; here it is only read. */
record Session(String accessToken, JsonObject claims) {

    /** Null where nobody is signed in. The OIDC layer has looked at the session before any route is reached. */
    static Session of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user ? read(user.getSecurityIdentity()) : null;
    }

    private static Session read(SecurityIdentity identity) {
        AccessTokenCredential credential =
                identity == null ? null : identity.getCredential(AccessTokenCredential.class);
        if (credential == null) {
            return null;
        }
        String[] parts = credential.getToken().split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            return new Session(credential.getToken(), new JsonObject(new String(payload, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | DecodeException notReadable) {
            return null;
        }
    }

    /** What the portal shows: name, roles, organization, when the session needs a new sign-in at the latest. */
    JsonObject toJson() {
        JsonObject body = new JsonObject()
                .put(
                        "user",
                        new JsonObject()
                                .put("name", claims.getString("name", claims.getString("preferred_username")))
                                .put("username", claims.getString("preferred_username")))
                .put(
                        "roles",
                        claims.getJsonObject("realm_access", new JsonObject()).getJsonArray("roles", new JsonArray()));
        organization().ifPresent(organization -> body.put("organization", organization));
        return body;
    }

    private Optional<JsonObject> organization() {
        List<?> entries = claims.getValue("organization") instanceof JsonArray array
                ? array.getList()
                : claims.getValue("organization") instanceof JsonObject object ? List.of(object.getMap()) : List.of();
        return entries.stream()
                .map(Session::object)
                .flatMap(Optional::stream)
                .flatMap(organizations -> organizations.fieldNames().stream()
                        .map(alias -> describe(alias, organizations.getJsonObject(alias))))
                .findFirst();
    }

    private static Optional<JsonObject> object(Object entry) {
        if (entry instanceof JsonObject object) {
            return Optional.of(object);
        }
        return entry instanceof java.util.Map<?, ?> map ? Optional.of(JsonObject.mapFrom(map)) : Optional.empty();
    }

    private static JsonObject describe(String alias, JsonObject organization) {
        return new JsonObject()
                .put("id", organization.getString("id"))
                .put("kind", first(organization, "kind", ""))
                .put("name", first(organization, "title", alias))
                .put("provider", first(organization, "provider", organization.getString("id")));
    }

    private static String first(JsonObject organization, String attribute, String otherwise) {
        JsonArray values = organization.getJsonArray(attribute, new JsonArray());
        return values.isEmpty() ? otherwise : values.getString(0);
    }
}
