package io.firewitness.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the chart sets is what the services read, no more and no less. */
class EnvironmentTest {
    private static final List<JsonNode> ALL = Chart.render(
            "{keycloak: {adminRealmUrl: 'http://keycloak.login:8080/realms/firewitness'}, rulePackKeys: '{\"keys\": []}'}");

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void everyVariableIsASettingOfTheServiceAndNoneIsForgotten(String service) throws IOException {
        String settings = settings(service);
        Set<String> set = new TreeSet<>();
        environment(service).forEach(variable -> set.add(variable.at("/name").asText()));
        assertThat(set.remove("JAVA_TOOL_OPTIONS")).isTrue();
        // ${NAME:default} may be set, ${NAME} must be.
        assertThat(names(settings, "\\$\\{([A-Z_]+)[:}]")).containsAll(set);
        assertThat(set).containsAll(names(settings, "\\$\\{([A-Z_]+)\\}"));
    }

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void secretsComeFromTheServicesOwnSecretOnly(String service) {
        for (JsonNode variable : environment(service)) {
            String name = variable.at("/name").asText();
            boolean secret = name.matches(".*(SECRET|PASSWORD|_USER)");
            assertThat(variable.has("value")).as(name).isEqualTo(!secret);
            assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                    .as(name)
                    .isEqualTo(secret ? service.replace("-service", "") : "");
        }
    }

    private static JsonNode environment(String service) {
        return Chart.object(ALL, "Deployment", service).at("/spec/template/spec/containers/0/env");
    }

    /** The service's settings, with those it has from platform; the ui stands alone. */
    private static String settings(String service) throws IOException {
        String own = Files.readString(Path.of("..", service, "src/main/resources/application.properties"));
        return service.equals("ui")
                ? own
                : own
                        + Files.readString(
                                Path.of("../platform/src/main/resources/META-INF/microprofile-config.properties"));
    }

    private static Set<String> names(String settings, String pattern) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(settings)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(names::add);
        return names;
    }
}
