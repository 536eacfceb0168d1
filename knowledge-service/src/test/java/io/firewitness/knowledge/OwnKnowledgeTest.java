package io.firewitness.knowledge;

import static io.firewitness.knowledge.Own.DEVICE;
import static io.firewitness.knowledge.Own.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.platform.test.EmbeddedDatabase;
import io.firewitness.platform.test.Persona;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's own entries: kept with history, changed with their version, seen by nobody else. */
@KnowledgeTest
class OwnKnowledgeTest {
    @BeforeEach
    @AfterEach
    void empty() throws Exception {
        Own.clear();
    }

    @Test
    void aDeviceIsKeptAsItWasEntered() {
        Response created = Own.create(Persona.MIKA, DEVICE);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        JsonPath body = created.jsonPath();
        assertThat(created.header("Location")).endsWith("own-knowledge/" + body.getString("id"));
        assertThat(body.getString("fact.kind")).isEqualTo("device");
        assertThat(body.getString("fact.name")).isEqualTo("Edge FortiGate 600F");
        assertThat(body.getString("fact.vendor")).isEqualTo("fortinet");
        assertThat(body.getList("fact.addresses")).containsExactly("203.0.113.1", "198.51.100.0/24");
        assertThat(body.getBoolean("shared")).isFalse();
        assertThat(body.getString("tenantId")).isNull();
        assertThat(body.getString("createdBy")).isEqualTo("Mika Sato");
        Response read = Own.get(Persona.NORA, body.getString("id"));
        assertThat(read.asString()).isEqualTo(created.asString());
        assertThat(BrowseTest.as(Persona.MIKA)
                        .header("If-None-Match", "\"1\"")
                        .get("/api/v1/own-knowledge/" + body.getString("id"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theHistorySaysWhoDidWhatAndWhatWasThereBefore() {
        String id = Own.created(Persona.MIKA, note("first", null, false));
        assertThat(Own.put(Persona.NORA, id, "\"1\"", note("second", null, true))
                        .header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(Own.delete(Persona.MIKA, id, "\"2\"").statusCode()).isEqualTo(200);
        assertThat(Own.restore(Persona.NORA, id, "\"3\"").header("ETag")).isEqualTo("\"4\"");
        JsonPath history = BrowseTest.as(Persona.MIKA)
                .get("/api/v1/own-knowledge/" + id + "/history")
                .jsonPath();
        assertThat(history.getList("items.act")).containsExactly("restored", "deleted", "changed", "created");
        assertThat(history.getList("items.version")).containsExactly(4, 3, 2, 1);
        assertThat(history.getList("items.by")).containsExactly("Nora Lind", "Mika Sato", "Nora Lind", "Mika Sato");
        assertThat(history.getList("items.before.fact.text")).containsExactly("second", "second", "first");
        assertThat(history.getList("items.before.shared")).containsExactly(true, true, false);
        assertThat(history.getString("next")).isNull();
        JsonPath half = BrowseTest.as(Persona.MIKA)
                .get("/api/v1/own-knowledge/" + id + "/history?limit=2")
                .jsonPath();
        assertThat(half.getList("items.version")).containsExactly(4, 3);
        JsonPath rest = BrowseTest.as(Persona.MIKA)
                .get("/api/v1/own-knowledge/" + id + "/history?limit=2&cursor=" + half.getString("next"))
                .jsonPath();
        assertThat(rest.getList("items.version")).containsExactly(2, 1);
        assertThat(rest.getString("next")).isNull();
    }

    @Test
    void aChangeNeedsTheVersionThatWasRead() {
        String id = Own.created(Persona.MIKA, note("first", null, false));
        for (Response answer :
                List.of(Own.put(Persona.MIKA, id, null, note("x", null, false)), Own.delete(Persona.MIKA, id, null))) {
            assertThat(answer.statusCode()).isEqualTo(428);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("own-version-missing");
        }
        assertThat(Own.put(Persona.MIKA, id, "\"1\"", note("second", null, false))
                        .statusCode())
                .isEqualTo(200);
        for (String late : List.of("\"1\"", "\"3\"", "W/\"2\"", "\"x\"", "*")) {
            Response answer = Own.put(Persona.NORA, id, late, note("lost", null, false));
            assertThat(answer.statusCode()).as(late).isEqualTo(412);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("own-version-changed");
        }
        assertThat(Own.put(Persona.NORA, id, "2", note("lost", null, false)).statusCode())
                .isEqualTo(400);
        assertThat(Own.get(Persona.MIKA, id).jsonPath().getString("fact.text")).isEqualTo("second");
    }

    @Test
    void whatIsDeletedIsListedApartAndComesBackWhole() {
        String id = Own.created(Persona.MIKA, note("kept", Own.AOBA, true));
        Own.delete(Persona.MIKA, id, "\"1\"");
        assertThat(Own.list(Persona.MIKA, "")).isEmpty();
        assertThat(Own.list(Persona.MIKA, "deleted=true")).containsExactly(id);
        assertThat(Own.get(Persona.MIKA, id).jsonPath().getBoolean("deleted")).isTrue();
        assertThat(Own.get(Persona.AIKO, id).statusCode()).isEqualTo(404);
        assertThat(Own.list(Persona.AIKO, "deleted=true")).isEmpty();
        assertThat(Own.put(Persona.MIKA, id, "\"2\"", note("x", null, false)).statusCode())
                .isEqualTo(404);
        assertThat(Own.restore(Persona.MIKA, id, "\"2\"").statusCode()).isEqualTo(200);
        JsonPath back = Own.get(Persona.AIKO, id).jsonPath();
        assertThat(back.getString("fact.text")).isEqualTo("kept");
        assertThat(back.getInt("version")).isEqualTo(3);
    }

    @Test
    void nobodyOfAnotherProviderSeesAnything() {
        String id = Own.created(Persona.MIKA, note("ours", null, true));
        assertThat(Own.list(Persona.SVEN, "")).isEmpty();
        assertThat(Own.get(Persona.SVEN, id).statusCode()).isEqualTo(404);
        assertThat(Own.put(Persona.SVEN, id, "\"1\"", note("theirs", null, false))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Own.delete(Persona.SVEN, id, "\"1\"").statusCode()).isEqualTo(404);
        assertThat(Own.restore(Persona.SVEN, id, "\"1\"").statusCode()).isEqualTo(404);
        assertThat(BrowseTest.as(Persona.SVEN)
                        .get("/api/v1/own-knowledge/" + id + "/history")
                        .statusCode())
                .isEqualTo(404);
        // An entry about another provider's tenant stays the author's own: that tenant belongs to somebody else.
        Own.created(Persona.SVEN, note("planted", Own.AOBA, true));
        assertThat(Own.list(Persona.AIKO, "")).containsExactly(id);
    }

    @Test
    void aTenantSeesWhatIsSharedWithItAndWithAll() {
        Own.created(Persona.MIKA, note("private", null, false));
        Own.created(Persona.MIKA, note("about aoba, private", Own.AOBA, false));
        String all = Own.created(Persona.MIKA, note("for all", null, true));
        String aoba = Own.created(Persona.MIKA, note("for aoba", Own.AOBA, true));
        String mori = Own.created(Persona.MIKA, note("for mori", Own.MORI, true));
        assertThat(Own.list(Persona.AIKO, "")).containsExactly(aoba, all);
        assertThat(Own.list(Persona.KEN, "")).containsExactly(mori, all);
        assertThat(Own.list(Persona.MIKA, "")).hasSize(5);
        assertThat(Own.get(Persona.AIKO, mori).statusCode()).isEqualTo(404);
        assertThat(Own.get(Persona.AIKO, aoba).jsonPath().getString("createdBy"))
                .isNull();
        Own.put(Persona.MIKA, all, "\"1\"", note("for all", null, false));
        assertThat(Own.get(Persona.AIKO, all).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesJoinToTheWholeListAlsoForATenant() {
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            shared.add(0, Own.created(Persona.MIKA, note("note " + i, i % 2 == 0 ? null : Own.AOBA, true)));
        }
        for (Persona reader : List.of(Persona.MIKA, Persona.AIKO)) {
            List<String> joined = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = BrowseTest.as(reader)
                        .get("/api/v1/own-knowledge?limit=2&cursor=" + cursor)
                        .jsonPath();
                joined.addAll(page.getList("items.id"));
                cursor = page.getString("next");
            } while (cursor != null);
            assertThat(joined).isEqualTo(shared);
        }
    }

    @Test
    void filtersNarrow() {
        String note = Own.created(Persona.MIKA, note("x", Own.AOBA, false));
        String device = Own.created(Persona.MIKA, DEVICE);
        assertThat(Own.list(Persona.MIKA, "kind=note")).containsExactly(note);
        assertThat(Own.list(Persona.MIKA, "kind=device")).containsExactly(device);
        assertThat(Own.list(Persona.MIKA, "tenant=" + Own.AOBA)).containsExactly(note);
        assertThat(Own.list(Persona.MIKA, "tenant=" + Own.MORI)).isEmpty();
        assertThat(BrowseTest.as(Persona.MIKA)
                        .get("/api/v1/own-knowledge?kind=secret")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aTenantHasOneOverride() {
        String override = Own.override(Own.AOBA, "\"gatewayPort\": 7180");
        String id = Own.created(Persona.MIKA, override);
        assertThat(Own.create(Persona.NORA, override).jsonPath().getString("code"))
                .isEqualTo("own-override-exists");
        Own.created(Persona.MIKA, Own.override(Own.MORI, "\"vendor\": \"sophos\""));
        Own.delete(Persona.MIKA, id, "\"1\"");
        Own.created(Persona.MIKA, override);
        assertThat(Own.restore(Persona.MIKA, id, "\"2\"").jsonPath().getString("code"))
                .isEqualTo("own-override-exists");
    }

    @Test
    void aRepeatedCreationIsOneEntry() {
        String key = UUID.randomUUID().toString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Response answer = Own.write(Persona.MIKA)
                    .header("Idempotency-Key", key)
                    .body(DEVICE)
                    .post("/api/v1/own-knowledge");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            ids.add(answer.jsonPath().getString("id"));
        }
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        assertThat(Own.list(Persona.MIKA, "")).hasSize(1);
        Response reused = Own.write(Persona.MIKA)
                .header("Idempotency-Key", key)
                .body(note("other", null, false))
                .post("/api/v1/own-knowledge");
        assertThat(reused.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"device\", \"name\": \"x\", \"addresses\": [\"203.0.113.1\", \"edge.example\"]} | #/fact/addresses/1",
                "{\"kind\": \"device\", \"name\": \"x\", \"addresses\": [\"0.0.0.0/0\"]} | #/fact/addresses/0",
                "{\"kind\": \"device\", \"name\": \"x\", \"addresses\": [], \"vendor\": \"none\"} | #/fact/vendor",
                "{\"kind\": \"note\", \"text\": \"x\", \"verdictClass\": \"guilty\"} | #/fact/verdictClass",
                "{\"kind\": \"override\", \"gatewayPort\": 7180} | #/tenantId"
            })
    void whatCannotBeIsRefusedByMember(String fact, String pointer) {
        Response answer = Own.create(Persona.MIKA, "{\"fact\": " + fact + "}");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("own-knowledge-invalid");
        assertThat(answer.jsonPath().getString("args.pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"gatewayAddress\": \"10.0.0.0/8\"", "\"product\": \"none\"", "\"vendor\": \"none\"", ""})
    void anOverrideNamesWhatIsListedAndAtLeastOneDifference(String members) {
        Response answer = Own.create(Persona.MIKA, Own.override(Own.AOBA, members));
        assertThat(answer.jsonPath().getString("code")).as(answer.asString()).isEqualTo("own-knowledge-invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422",
                "{\"fact\": {\"kind\": \"note\"}} | 422",
                "{\"fact\": {\"kind\": \"note\", \"text\": \"  \"}} | 422",
                "{\"fact\": {\"kind\": \"device\", \"name\": \"x\"}} | 422",
                "{\"fact\": {\"kind\": \"device\", \"name\": \"x\", \"addresses\": [null]}} | 422",
                "{\"tenantId\": \"20000000-0000-4000-8000-000000000001\", \"fact\": {\"kind\": \"override\", \"gatewayPort\": 0}} | 422",
                "{\"tenantId\": \"20000000-0000-4000-8000-000000000001\", \"fact\": {\"kind\": \"override\", \"version\": \"x\"}} | 422",
                "{\"fact\": {\"kind\": \"secret\"}} | 400",
                "{\"fact\": {\"text\": \"x\"}} | 400",
                "{\"fact\": 7} | 400",
                "{\"tenantId\": \"x\", \"fact\": {\"kind\": \"note\", \"text\": \"x\"}} | 400",
                "{ | 400"
            })
    void whatCannotBeReadIsRefused(String body, int status) {
        Response answer = Own.create(Persona.MIKA, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(Own.list(Persona.MIKA, "")).isEmpty();
    }

    @Test
    void aProviderIsBoundedAndItsNeighbourIsNotInItsWay() throws Exception {
        try (Connection superuser = EmbeddedDatabase.named("knowledge").asSuperuser();
                Statement statement = superuser.createStatement()) {
            String provider = Persona.Organization.NORTHLIGHT.id().toString();
            statement.executeUpdate("insert into own_entry select gen_random_uuid(), '" + provider + "', '" + provider
                    + "', null, 'note', '{\"kind\": \"note\", \"text\": \"x\"}', 1, false, now(), 'x', now(), 'x'"
                    + " from generate_series(1, 1000)");
        }
        Response full = Own.create(Persona.MIKA, DEVICE);
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.jsonPath().getString("code")).isEqualTo("own-knowledge-full");
        assertThat(full.jsonPath().getInt("args.limit")).isEqualTo(1000);
        assertThat(Own.create(Persona.SVEN, DEVICE).statusCode()).isEqualTo(201);
    }
}
