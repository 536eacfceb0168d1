package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Calls about a provider's own knowledge. */
final class Own {
    static final UUID AOBA = Persona.Organization.AOBA.id();
    static final UUID MORI = Persona.Organization.MORI.id();

    static final String DEVICE = """
            {"fact": {"kind": "device", "name": "Edge FortiGate 600F", "vendor": "fortinet",
              "addresses": ["203.0.113.1", "198.51.100.0/24"], "note": "Managed by the network team"}}""";

    private static final String PATH = "/api/v1/own-knowledge";

    private Own() {}

    static String note(String text, UUID tenant, boolean shared) {
        return """
                {"tenantId": %s, "shared": %s, "fact": {"kind": "note", "text": "%s"}}""".formatted(tenant == null ? "null" : "\"" + tenant + "\"", shared, text);
    }

    /** @param members of the override, as JSON without braces */
    static String override(UUID tenant, String members) {
        return """
                {"tenantId": "%s", "fact": {"kind": "override"%s}}""".formatted(tenant, members.isEmpty() ? "" : ", " + members);
    }

    static RequestSpecification write(Persona persona) {
        return BrowseTest.as(persona).contentType(ContentType.JSON);
    }

    static Response create(Persona persona, String body) {
        return write(persona).body(body).post(PATH);
    }

    /** The id of a new entry. */
    static String created(Persona persona, String body) {
        Response response = create(persona, body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    static Response get(Persona persona, String id) {
        return BrowseTest.as(persona).get(PATH + "/" + id);
    }

    static List<String> list(Persona persona, String query) {
        return BrowseTest.as(persona)
                .get(PATH + "?limit=200&" + query)
                .jsonPath()
                .getList("items.id");
    }

    static Response put(Persona persona, String id, String ifMatch, String body) {
        return versioned(persona, ifMatch).body(body).put(PATH + "/" + id);
    }

    static Response delete(Persona persona, String id, String ifMatch) {
        return versioned(persona, ifMatch).delete(PATH + "/" + id);
    }

    static Response restore(Persona persona, String id, String ifMatch) {
        return versioned(persona, ifMatch).post(PATH + "/" + id + "/restore");
    }

    private static RequestSpecification versioned(Persona persona, String ifMatch) {
        RequestSpecification request = write(persona);
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }

    /** Takes all entries of all providers away, the past included; by the API first, so that the service knows. */
    static void clear() throws SQLException {
        for (Persona persona : List.of(Persona.MIKA, Persona.SVEN)) {
            list(persona, "").forEach(id -> delete(persona, id, get(persona, id).header("ETag")));
        }
        try (Connection superuser = EmbeddedDatabase.named("knowledge").asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.executeUpdate("truncate own_entry, own_change");
        }
    }
}
