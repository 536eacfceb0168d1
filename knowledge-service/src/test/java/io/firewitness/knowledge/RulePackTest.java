package io.firewitness.knowledge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.firewitness.engine.RulePack;
import io.firewitness.platform.test.Persona;
import io.firewitness.platform.test.SignedPacks;
import io.firewitness.platform.test.Tokens;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KnowledgeTest
class RulePackTest {
    private static final String BUILT_IN = RulePack.builtIn().version();
    private static final AtomicInteger COUNT = new AtomicInteger();

    @AfterEach
    void backToTheBuiltInPack() {
        choose(BUILT_IN).statusCode(200);
    }

    @Test
    void aSignedPackIsLetInChosenServedAndRolledBack() {
        String first = version();
        String second = version();
        String document = SignedPacks.sign(pack(first, 0.5));
        bringIn(document)
                .statusCode(201)
                .header("Location", containsString("/api/v1/rule-packs/" + first))
                .body(
                        "version",
                        equalTo(first),
                        "keyId",
                        equalTo("test"),
                        "importedBy",
                        equalTo("Pat Reed"),
                        "isCurrent",
                        equalTo(false));
        bringIn(SignedPacks.sign(pack(second, 0.6))).statusCode(201);
        current().statusCode(204);

        choose(first)
                .statusCode(200)
                .body(
                        "current",
                        equalTo(first),
                        "history[0].version",
                        equalTo(first),
                        "history[0].chosenBy",
                        equalTo("Pat Reed"));
        String tag = current()
                .statusCode(200)
                .contentType("application/jose")
                .body(equalTo(document))
                .extract()
                .header("ETag");
        service()
                .header("If-None-Match", tag)
                .get("/internal/v1/rule-pack")
                .then()
                .statusCode(304)
                .body(equalTo(""));

        choose(second).statusCode(200);
        assertThat(current().statusCode(200).extract().header("ETag")).isNotEqualTo(tag);
        choose(first).statusCode(200);
        assertThat(current().statusCode(200).extract().header("ETag")).isEqualTo(tag);

        choose(BUILT_IN).statusCode(200).body("current", equalTo(BUILT_IN), "history[0].version", nullValue());
        current().statusCode(204);
    }

    @Test
    void theSamePackAgainIsNoSecondOneAndAnotherOfItsVersionIsRefused() {
        String version = version();
        String document = SignedPacks.sign(pack(version, 0.5));
        bringIn(document).statusCode(201);
        bringIn(document + "\n").statusCode(200).body("version", equalTo(version));
        bringIn(SignedPacks.sign(pack(version, 0.6)))
                .statusCode(409)
                .body("code", equalTo("rule-pack-version-taken"), "args.version", equalTo(version));
        bringIn(SignedPacks.sign(pack(BUILT_IN, 0.6))).statusCode(409);
        pat().get("/api/v1/rule-packs/" + version).then().statusCode(200).body(equalTo(document));
    }

    @Test
    void aPackThatNobodySignedIsNotLetIn() {
        String[] parts = SignedPacks.sign(pack(version(), 0.5)).split("\\.", -1);
        for (String document : new String[] {pack(version(), 0.5), parts[0] + "." + parts[1] + ".AAAA", "."}) {
            bringIn(document)
                    .statusCode(422)
                    .body(
                            "code",
                            equalTo("rule-pack-untrusted"),
                            "detail",
                            containsString("The pack in use is unchanged"));
        }
    }

    @Test
    void aSignedPackThatTheEngineCannotUseIsNotLetIn() {
        String version = version();
        bringIn(SignedPacks.sign("{\"version\": \"" + version + "\", \"priors\": {\"host-abort\": 0.5}}"))
                .statusCode(422)
                .body(
                        "code",
                        equalTo("rule-pack-unusable"),
                        "args.problems",
                        equalTo("the priors add up to 0.5, not to 1"),
                        "args.count",
                        equalTo(1));
        bringIn(SignedPacks.sign("[1]")).statusCode(422).body("code", equalTo("rule-pack-unusable"));
        choose(version).statusCode(404);
    }

    @Test
    void theListNamesTheBuiltInPackFirst() {
        String version = version();
        bringIn(SignedPacks.sign(pack(version, 0.5))).statusCode(201);
        pat().get("/api/v1/rule-packs")
                .then()
                .statusCode(200)
                .body(
                        "current",
                        equalTo(BUILT_IN),
                        "items[0].version",
                        equalTo(BUILT_IN),
                        "items[0].isCurrent",
                        equalTo(true))
                .body("items.version", hasItem(version));
    }

    private static String pack(String version, double tempering) {
        return "{\"version\": \"" + version + "\", \"tempering\": " + tempering + "}";
    }

    private static String version() {
        return "2030-01-01." + COUNT.incrementAndGet();
    }

    private static ValidatableResponse bringIn(String document) {
        return pat().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/jose", ContentType.TEXT)))
                .contentType("application/jose")
                .body(document)
                .post("/api/v1/rule-packs")
                .then();
    }

    private static ValidatableResponse choose(String version) {
        return pat().contentType(ContentType.JSON)
                .body("{\"version\": \"" + version + "\"}")
                .put("/api/v1/rule-packs/current")
                .then();
    }

    private static ValidatableResponse current() {
        return service().get("/internal/v1/rule-pack").then();
    }

    private static RequestSpecification pat() {
        return given().auth().oauth2(Tokens.of(Persona.PAT));
    }

    private static RequestSpecification service() {
        return given().auth().oauth2(Tokens.of(Persona.SERVICE));
    }
}
