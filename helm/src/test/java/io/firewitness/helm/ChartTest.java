package io.firewitness.helm;

import static io.firewitness.helm.Chart.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each template's objects, field by field, and what the chart refuses. */
class ChartTest {
    private static final List<String> SERVICES = Chart.SERVICES;
    private static final List<JsonNode> DEFAULTS = Chart.render("{}");

    @Test
    void lintFindsNothingWrong() {
        // Without values lint renders too, so what is required shows as a message and not as a failure of the chart's
        // form.
        assertThat(Chart.parse(Chart.DIRECTORY.resolve("Chart.yaml"))
                        .at("/name")
                        .asText())
                .isEqualTo("firewitness");
        var result = Chart.lint();
        assertThat(result.getMessages())
                .allSatisfy(message -> assertThat(message).doesNotContain("[ERROR]", "[WARNING]"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void theDefaultsMakeTheseObjectsAndNoOthers() {
        var kinds = new TreeSet<String>();
        var names = new ArrayList<String>();
        for (JsonNode object : DEFAULTS) {
            kinds.add(object.at("/kind").asText());
            names.add(object.at("/kind").asText() + " "
                    + object.at("/metadata/name").asText());
        }
        assertThat(kinds)
                .containsExactly(
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
        assertThat(names).hasSize(21).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void podsKeepTheRestrictedPodSecurityStandard(String service) {
        JsonNode pod = object(DEFAULTS, "Deployment", service).at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(pod.at("/securityContext/runAsGroup").asInt()).isEqualTo(10001);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asText()).isEqualTo("false");
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC", "initContainers", "ephemeralContainers")) {
            assertThat(pod.has(host)).as(host).isFalse();
        }
        assertThat(pod.at("/containers")).hasSize(1);
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/securityContext").toString())
                .isEqualTo("{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                        + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
        container.at("/ports").forEach(port -> assertThat(port.has("hostPort")).isFalse());
        pod.at("/volumes")
                .forEach(volume -> assertThat(volume.has("emptyDir") || volume.has("persistentVolumeClaim"))
                        .isTrue());
    }

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void podsAreProbedSizedAndReplacedWithoutLoss(String service) {
        JsonNode spec = object(DEFAULTS, "Deployment", service).at("/spec");
        assertThat(spec.at("/replicas").asInt()).isEqualTo(2);
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asText()).isEqualTo("0");
        assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
        JsonNode pod = spec.at("/template/spec");
        assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isEqualTo(60);
        assertThat(pod.at("/topologySpreadConstraints/0/topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(pod.at("/serviceAccountName").asText()).isEqualTo("fw-" + service);
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/image").asText()).isEqualTo("registry.example.com/firewitness/" + service + ":1.0.0");
        assertThat(container.at("/lifecycle/preStop/sleep/seconds").asInt()).isEqualTo(10);
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
        assertThat(container.at("/ports/1/containerPort").asInt()).isEqualTo(9000);
        assertThat(Stream.of("startup", "liveness", "readiness")
                        .map(probe ->
                                container.at("/" + probe + "Probe/httpGet/path").asText() + " "
                                        + container
                                                .at("/" + probe + "Probe/httpGet/port")
                                                .asText()))
                .containsExactly(
                        "/q/health/started management", "/q/health/live management", "/q/health/ready management");
        assertThat(container.at("/resources/requests/memory").asText())
                .isEqualTo(container.at("/resources/limits/memory").asText())
                .isNotEmpty();
        assertThat(container.at("/env/0/name").asText()).isEqualTo("JAVA_TOOL_OPTIONS");
        assertThat(container.at("/env/0/value").asText())
                .contains("-XX:MaxRAMPercentage=60 ", "-XX:+ExitOnOutOfMemoryError ");
        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
    }

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void everyServiceHasItsServiceAccountAndBudget(String service) {
        JsonNode ports = object(DEFAULTS, "Service", service).at("/spec/ports");
        assertThat(ports.at("/0/port").asInt()).isEqualTo(8080);
        assertThat(ports.at("/1/port").asInt()).isEqualTo(9000);
        assertThat(object(DEFAULTS, "ServiceAccount", service)
                        .at("/automountServiceAccountToken")
                        .asText())
                .isEqualTo("false");
        JsonNode budget = object(DEFAULTS, "PodDisruptionBudget", service);
        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        JsonNode pods = object(DEFAULTS, "Deployment", service).at("/spec/selector/matchLabels");
        assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(pods);
        assertThat(object(DEFAULTS, "Service", service).at("/spec/selector")).isEqualTo(pods);
    }

    @Test
    void onlyIngestMountsTheArtifacts() {
        JsonNode claim = object(DEFAULTS, "PersistentVolumeClaim", "artifacts");
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteMany");
        assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("200Gi");
        assertThat(claim.at("/metadata/annotations")
                        .path("helm.sh/resource-policy")
                        .asText())
                .isEqualTo("keep");
        for (String service : SERVICES) {
            JsonNode volumes = object(DEFAULTS, "Deployment", service).at("/spec/template/spec/volumes");
            assertThat(volumes.at("/1/persistentVolumeClaim/claimName").asText())
                    .isEqualTo(service.equals("ingest-service") ? "fw-artifacts" : "");
        }
        assertThat(Chart.render("store: {existingClaim: ours}"))
                .noneMatch(object -> object.at("/kind").asText().equals("PersistentVolumeClaim"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ingest-service    | ui-service-pods,analysis-service               | dns,10.0.0.6/32:443,10.0.0.5/32:5432,analysis-service
            analysis-service  | ui-service-pods,ingest-service                 | dns,10.0.0.6/32:443,10.0.0.5/32:5432,ingest-service,knowledge-service
            knowledge-service | ui-service-pods,analysis-service               | dns,10.0.0.6/32:443,10.0.0.5/32:5432
            ui                | ingress-nginx                                  | dns,10.0.0.6/32:443,ingest-service,analysis-service,knowledge-service
            """)
    void theseFlowsAndNoOthersAreAllowed(String service, String callers, String callees) {
        JsonNode policy = object(DEFAULTS, "NetworkPolicy", service).at("/spec");
        assertThat(policy.at("/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(policy.at("/ingress")).hasSize(2);
        assertThat(peers(policy.at("/ingress/0/from")))
                .containsExactlyInAnyOrder(
                        callers.replace("ui-service-pods", "ui").split(","));
        assertThat(policy.at("/ingress/0/ports").toString()).isEqualTo("[{\"protocol\":\"TCP\",\"port\":8080}]");
        assertThat(peers(policy.at("/ingress/1/from"))).containsExactly("monitoring");
        assertThat(policy.at("/ingress/1/ports").toString()).isEqualTo("[{\"protocol\":\"TCP\",\"port\":9000}]");
        List<String> out = new ArrayList<>();
        for (JsonNode rule : policy.at("/egress")) {
            String port = rule.at("/ports/0/port").asText();
            peers(rule.at("/to"))
                    .forEach(peer ->
                            out.add(port.equals("53") ? "dns" : port.equals("8080") ? peer : peer + ":" + port));
        }
        assertThat(out).containsExactlyInAnyOrder(callees.split(","));
    }

    @Test
    void ingressSuitsLongUploads() {
        JsonNode ingress = object(
                Chart.render("ingress: {enabled: true, host: fw.example.com, tlsSecretName: tls}"), "Ingress", "ui");
        JsonNode annotations = ingress.at("/metadata/annotations");
        String nginx = "nginx.ingress.kubernetes.io/";
        assertThat(annotations.path(nginx + "proxy-body-size").asText()).isEqualTo("0");
        assertThat(annotations.path(nginx + "proxy-request-buffering").asText()).isEqualTo("off");
        assertThat(annotations.path(nginx + "proxy-read-timeout").asText()).isEqualTo("3600");
        assertThat(ingress.at("/spec/tls/0").toString())
                .isEqualTo("{\"hosts\":[\"fw.example.com\"],\"secretName\":\"tls\"}");
        assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service/name").asText())
                .isEqualTo("fw-ui");
    }

    @Test
    void anAutoscalerOwnsTheNumberOfPods() {
        var manifests = Chart.render("ui: {autoscaling: {enabled: true}}");
        JsonNode scaler = object(manifests, "HorizontalPodAutoscaler", "ui").at("/spec");
        assertThat(scaler.at("/scaleTargetRef/name").asText()).isEqualTo("fw-ui");
        assertThat(scaler.at("/maxReplicas").asInt()).isEqualTo(4);
        assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt())
                .isEqualTo(70);
        assertThat(object(manifests, "Deployment", "ui").at("/spec").has("replicas"))
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("io.firewitness.helm.Chart#SERVICES")
    void prometheusScrapesTheManagementPort(String service) {
        JsonNode endpoint = object(Chart.render("serviceMonitor: {enabled: true}"), "ServiceMonitor", service)
                .at("/spec/endpoints/0");
        assertThat(endpoint.toString())
                .isEqualTo("{\"port\":\"management\",\"path\":\"/q/metrics\",\"interval\":\"30s\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image: {registry: ""}               | image.registry is missing
            keycloak: {realmUrl: ""}            | keycloak.realmUrl is missing
            ingest: {secretName: ""}            | ingest.secretName is missing
            analysis: {databaseUrl: ""}         | analysis.databaseUrl is missing
            ui: {secretName: ""}                | ui.secretName is missing
            networkPolicy: {database: []}       | networkPolicy.database is missing
            networkPolicy: {prometheus: []}     | networkPolicy.prometheus is missing
            ingress: {enabled: true}            | ingress.host is missing
            store: {accessMode: ReadWriteOnce}  | store.accessMode ReadWriteOnce allows one ingest pod only
            """)
    void whatIsMissingIsNamed(String values, String message) {
        assertThatThrownBy(() -> Chart.template(Chart.REQUIRED, values)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown: 1",
                "image: {tag: latest}",
                "image: {registry: 'evil\"\\nhostNetwork: true'}",
                "ingest: {replicas: 0}",
                "ingest: {replicas: many}",
                "ingest: {password: secret}",
                "ingest: {secretName: '../other'}",
                "ingest: {databaseUrl: 'jdbc:postgresql://db/ingest?password=x'}",
                "ingest: {databaseUrl: 'jdbc:h2:mem:x'}",
                "ui: {databaseUrl: 'jdbc:postgresql://db/ui'}",
                "keycloak: {realmUrl: 'http://login.example.com/realms/x'}",
                "terminationGracePeriodSeconds: 5",
                "networkPolicy: {database: [{}]}",
                "ingress: {host: 'a b'}",
                "store: {size: lots}",
                "rulePackKeys: '{\"keys\": [{\"kty\": \"OKP\", \"d\": \"private\"}]}'",
                "rulePackKeys: '{\"keys\": \"${FIREWITNESS_DB_APP_PASSWORD}\"}'"
            })
    void hostileValuesAreRefusedByTheSchema(String values) {
        assertThatThrownBy(() -> Chart.template(Chart.REQUIRED, values)).hasMessageContaining("schema");
    }

    private static List<String> peers(JsonNode peers) {
        List<String> names = new ArrayList<>();
        for (JsonNode peer : peers) {
            if (peer.has("ipBlock")) {
                names.add(peer.at("/ipBlock/cidr").asText());
            } else if (peer.has("namespaceSelector")) {
                names.add(peer.at("/namespaceSelector/matchLabels")
                        .path("kubernetes.io/metadata.name")
                        .asText());
            } else {
                JsonNode labels = peer.at("/podSelector/matchLabels");
                assertThat(labels.path("app.kubernetes.io/instance").asText()).isEqualTo("fw");
                names.add(labels.path("app.kubernetes.io/name").asText());
            }
        }
        return names;
    }
}
