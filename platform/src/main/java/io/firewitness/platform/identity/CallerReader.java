package io.firewitness.platform.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the {@code organization} claim of Keycloak: {@code {"aoba": {"id": "…", "kind": ["tenant"], "provider": ["…"]}}}.
 * Anything but exactly one organization of a known kind means that the caller cannot be placed; nothing is guessed.
 */
final class CallerReader {
    private static final String CLAIM = "organization";

    private CallerReader() {}

    /** Empty where the token names no organization, several, or one that is incomplete. */
    static Optional<Caller> read(JsonWebToken token, Set<String> roles) {
        List<Organization> known = new ArrayList<>();
        for (JsonObject organizations : objects(token.getClaim(CLAIM))) {
            for (var entry : organizations.entrySet()) {
                if (entry.getValue() instanceof JsonObject body) {
                    organization(entry.getKey(), body).ifPresent(known::add);
                }
            }
        }
        if (known.size() != 1) {
            return Optional.empty();
        }
        Organization own = known.getFirst();
        return Optional.of(new Caller(
                own.providerId(),
                own.tenantId(),
                own.name(),
                Objects.requireNonNullElse(token.getSubject(), ""),
                displayName(token),
                new HashSet<>(roles)));
    }

    /** Keycloak writes one object, or, where two mappers fill the claim, an array of aliases and objects. */
    private static List<JsonObject> objects(Object claim) {
        return switch (claim) {
            case JsonObject object -> List.of(object);
            case JsonArray array ->
                array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static Optional<Organization> organization(String alias, JsonObject body) {
        Optional<UUID> id = text(body.get("id")).flatMap(CallerReader::uuid);
        Optional<String> kind = text(body.get("kind"));
        if (id.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        String name = text(body.get("title")).orElse(alias);
        return switch (kind.get()) {
            case "provider" -> Optional.of(new Organization(id.get(), Optional.empty(), name));
            case "tenant" ->
                text(body.get("provider"))
                        .flatMap(CallerReader::uuid)
                        .map(provider -> new Organization(provider, id, name));
            default -> Optional.empty();
        };
    }

    private static String displayName(JsonWebToken token) {
        Object name = token.getClaim("name");
        return name instanceof String text && !text.isBlank() ? text : Objects.requireNonNullElse(token.getName(), "");
    }

    /** Organization attributes are arrays of strings in the claim, the id is a plain string. */
    private static Optional<String> text(JsonValue value) {
        JsonValue first = value instanceof JsonArray array && array.size() == 1 ? array.getFirst() : value;
        return first instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private record Organization(UUID providerId, Optional<UUID> tenantId, String name) {}
}
