package io.firewitness.platform.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.tenancy.Scope;
import io.firewitness.platform.tenancy.TenantTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "database", value = "platform"))
class PlatformTest {
    @Inject
    TenantTransaction transactions;

    @TestFactory
    Stream<DynamicTest> access() {
        String note = "{\"text\": \"hello\"}";
        return AccessTable.read(
                        PlatformTest.class,
                        "access.table",
                        () -> Map.of("id", newNote()),
                        Map.of("POST /api/v1/notes", AccessTable.Call.json(note)))
                .tests();
    }

    @Test
    void everyTableKeepsTenantsApart() throws SQLException {
        newNote();
        TenancyRules.check(EmbeddedDatabase.named("platform"), "platform", Set.of());
    }

    @Test
    void everyCommonErrorSpeaksBothLanguages() {
        ProblemRules.check(CommonProblem.values());
    }

    @Test
    void aTableThatForgotItsPolicyIsFound() throws SQLException {
        newNote();
        EmbeddedDatabase database = EmbeddedDatabase.named("platform");
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            for (String mistake : new String[] {
                "alter table note no force row level security|has no forced row-level security|alter table note force row level security",
                "create table loose (id int)|loose lacks provider_id or tenant_id|drop table loose",
                "create view peek as select text from note|peek is no plain table|drop view peek",
                "create policy open on note using (true)|note has another policy|drop policy open on note",
                "alter role platform_app bypassrls|MIGHTY|alter role platform_app nobypassrls",
                "grant platform_owner to platform_app|OWNING|revoke platform_owner from platform_app"
            }) {
                String[] steps = mistake.split("\\|", 3);
                statement.execute(steps[0]);
                try {
                    assertThatThrownBy(() -> TenancyRules.check(database, "platform", Set.of()))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(steps[1]);
                } finally {
                    statement.execute(steps[2]);
                }
            }
        }
    }

    @Test
    void aTransactionWithoutScopeSeesZeroRows() throws SQLException {
        newNote();
        try (Connection application = EmbeddedDatabase.named("platform").asApplication();
                Statement statement = application.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from note")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
        try (Connection superuser = EmbeddedDatabase.named("platform").asSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from note")) {
            rows.next();
            assertThat(rows.getInt(1)).isPositive();
        }
    }

    @Test
    void aRunningTransactionKeepsItsScope() {
        Scope aoba = Scope.tenant(Persona.Organization.NORTHLIGHT.id(), Persona.Organization.AOBA.id());
        Scope mori = Scope.tenant(Persona.Organization.NORTHLIGHT.id(), Persona.Organization.MORI.id());
        assertThatThrownBy(() -> transactions.run(aoba, () -> transactions.run(mori, () -> {})))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void foreignAndUnknownNotesAnswerAlike() {
        Response foreign = as(Persona.KEN).get("/api/v1/notes/" + newNote());
        Response unknown = as(Persona.KEN).get("/api/v1/notes/00000000-0000-4000-8000-000000000000");
        Response malformed = as(Persona.KEN).get("/api/v1/notes/no-uuid");
        assertThat(foreign.statusCode()).isEqualTo(404);
        for (String member : new String[] {"type", "title", "status", "code", "detail"}) {
            assertThat(foreign.jsonPath().getString(member))
                    .isEqualTo(unknown.jsonPath().getString(member));
            assertThat(malformed.jsonPath().getString(member))
                    .isEqualTo(unknown.jsonPath().getString(member));
        }
        assertThat(foreign.contentType()).startsWith("application/problem+json");
    }

    @Test
    void failuresNameNothingInternalAndSpeakTheReadersLanguage() {
        Response answer =
                as(Persona.AIKO).header("Accept-Language", "ja,en;q=0.5").get("/api/v1/notes/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("internal");
        assertThat(answer.jsonPath().getString("title")).isEqualTo("システム側で問題が発生しました");
        assertThat(answer.jsonPath().getString("traceId")).hasSize(32);
        assertThat(answer.asString()).doesNotContain("secret", "IllegalState");
    }

    @Test
    void aFailureIsLoggedWithTheTraceOfItsAnswer() {
        try (LogLines log = LogLines.of("io.firewitness.platform.problem")) {
            String trace =
                    as(Persona.AIKO).get("/api/v1/notes/broken").jsonPath().getString("traceId");
            assertThat(log.lines()).containsExactly("GET /api/v1/notes/broken failed, trace " + trace);
        }
    }

    @Test
    void invalidFieldsAreJsonPointers() {
        Response answer = as(Persona.AIKO)
                .contentType(ContentType.JSON)
                .body("{\"text\": \" \"}")
                .post("/api/v1/notes");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("#/text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\": ", "{\"text\": {\"a\": 1}}", "{\"text\": [1]}", "[]", "\"text\""})
    void malformedJsonAndAMemberOfTheWrongShapeAreABadRequest(String body) {
        Response answer =
                as(Persona.AIKO).contentType(ContentType.JSON).body(body).post("/api/v1/notes");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("bad-request");
    }

    @Test
    void anExpiredTokenIsUnauthenticated() {
        Response answer = given().auth().oauth2(Tokens.expired(Persona.AIKO)).get("/api/v1/notes/broken");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("unauthenticated");
    }

    /** The path policy answers before any resource does; it writes the same document. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/notes/broken", "/api/v1/nowhere", "/internal/v1/nowhere"})
    void nobodyIsUnauthenticatedInTheirLanguage(String path) {
        Response answer = given().header("Accept-Language", "ja").get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Language")).isEqualTo("ja");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("unauthenticated");
        assertThat(answer.jsonPath().getString("title")).isEqualTo("サインインが必要です");
        assertThat(answer.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Basic dXNlcjpwYXNz", "Bearer"})
    void aTokenThatIsNoneIsUnauthenticated(String authorization) {
        Response answer = given().header("Authorization", authorization).get("/api/v1/notes/broken");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("unauthenticated");
    }

    private static String newNote() {
        return as(Persona.AIKO)
                .contentType(ContentType.JSON)
                .body("{\"text\": \"hello\"}")
                .post("/api/v1/notes")
                .jsonPath()
                .getString("id");
    }

    private static io.restassured.specification.RequestSpecification as(Persona persona) {
        return given().auth().oauth2(Tokens.of(persona));
    }
}
