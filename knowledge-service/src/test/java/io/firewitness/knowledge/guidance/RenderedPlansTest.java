package io.firewitness.knowledge.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firewitness.platform.identity.Caller;
import io.firewitness.platform.problem.CommonProblem;
import io.firewitness.platform.problem.ProblemException;
import io.firewitness.platform.test.Persona;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenderedPlansTest {
    private static final byte[] REQUEST = "{}".getBytes(StandardCharsets.UTF_8);
    private static final UUID TENANT = Persona.Organization.AOBA.id();

    private final RenderedPlans plans = new RenderedPlans();
    private final List<String> made = new ArrayList<>();

    private static Optional<Caller> caller(UUID provider, UUID tenant) {
        return Optional.of(new Caller(provider, Optional.ofNullable(tenant), "o", "s", "d", Set.of()));
    }

    private static RenderedPlans.Key key(Optional<Caller> caller) {
        return RenderedPlans.Key.of("1", caller, REQUEST, Locale.ENGLISH, GuidanceFormat.JSON);
    }

    private String get(RenderedPlans.Key key, String ownVersion, String text) {
        byte[] body = plans.get(key, tenant -> ownVersion, () -> {
            made.add(text);
            return new RenderedPlans.Answer(TENANT, ownVersion, text.getBytes(StandardCharsets.UTF_8));
        });
        return new String(body, StandardCharsets.UTF_8);
    }

    @Test
    void theSameQuestionOfTheSameProviderIsPlannedOnce() {
        RenderedPlans.Key key = key(caller(Persona.Organization.NORTHLIGHT.id(), null));
        assertThat(get(key, "v1", "first")).isEqualTo("first");
        assertThat(get(key, "v1", "second")).isEqualTo("first");
        assertThat(made).containsExactly("first");
    }

    @Test
    void twoProvidersTwoTenantsAndTheOperatorNeverShareAnAnswer() {
        UUID northlight = Persona.Organization.NORTHLIGHT.id();
        List<RenderedPlans.Key> keys = List.of(
                key(caller(northlight, null)),
                key(caller(Persona.Organization.SOUTHGATE.id(), null)),
                key(caller(northlight, Persona.Organization.AOBA.id())),
                key(caller(northlight, Persona.Organization.MORI.id())),
                key(Optional.empty()));
        for (int i = 0; i < keys.size(); i++) {
            assertThat(get(keys.get(i), "v1", "answer " + i)).isEqualTo("answer " + i);
        }
        assertThat(made).containsExactly("answer 0", "answer 1", "answer 2", "answer 3", "answer 4");
    }

    @Test
    void anotherReleaseRequestLanguageOrFormatIsAnotherAnswer() {
        Optional<Caller> caller = caller(Persona.Organization.NORTHLIGHT.id(), null);
        byte[] other = "{ }".getBytes(StandardCharsets.UTF_8);
        assertThat(new HashSet<>(List.of(
                        key(caller),
                        RenderedPlans.Key.of("2", caller, REQUEST, Locale.ENGLISH, GuidanceFormat.JSON),
                        RenderedPlans.Key.of("1", caller, other, Locale.ENGLISH, GuidanceFormat.JSON),
                        RenderedPlans.Key.of("1", caller, REQUEST, Locale.JAPANESE, GuidanceFormat.JSON),
                        RenderedPlans.Key.of("1", caller, REQUEST, Locale.ENGLISH, GuidanceFormat.CSV))))
                .hasSize(5);
    }

    @Test
    void aChangeOfTheProvidersOwnEntriesMakesANewAnswer() {
        RenderedPlans.Key key = key(caller(Persona.Organization.NORTHLIGHT.id(), null));
        get(key, "v1", "before");
        assertThat(get(key, "v2", "after")).isEqualTo("after");
        assertThat(get(key, "v2", "again")).isEqualTo("after");
        assertThat(made).containsExactly("before", "after");
    }

    @Test
    void theVersionIsAskedForTheTenantOfTheRequest() {
        RenderedPlans.Key key = key(caller(Persona.Organization.NORTHLIGHT.id(), null));
        get(key, "v1", "first");
        List<UUID> asked = new ArrayList<>();
        plans.get(
                key,
                tenant -> {
                    asked.add(tenant);
                    return "v1";
                },
                () -> {
                    throw new AssertionError("is kept");
                });
        assertThat(asked).containsExactly(TENANT);
    }

    @Test
    void aRefusalIsNotKept() {
        RenderedPlans.Key key = key(Optional.empty());
        assertThatThrownBy(() -> plans.get(key, tenant -> "v1", () -> {
                    throw CommonProblem.BAD_REQUEST.exception();
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(get(key, "v1", "first")).isEqualTo("first");
    }
}
