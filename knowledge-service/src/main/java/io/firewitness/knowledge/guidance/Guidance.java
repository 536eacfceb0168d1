package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.ContentStore;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.Step;
import io.firewitness.platform.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the plan for a diagnosis. A pure function of the content and the request. */
@ApplicationScoped
class Guidance {
    /** Only these are cured by an exclusion; for all others one would be wrong advice. */
    private static final Set<String> EXCLUDABLE =
            Set.of("firewall-signature-reset", "firewall-silent-drop", "key-exchange-blocked");

    private static final int MAX_ROWS = 200;

    private final ContentStore store;

    Guidance(ContentStore store) {
        this.store = store;
    }

    Plan plan(GuidanceRequest.Diagnosis diagnosis, String language) {
        Content content = store.content();
        String verdictClass = diagnosis.verdict().verdictClass();
        List<String> stepIds =
                Optional.ofNullable(content.plans().get(verdictClass)).orElseThrow(CommonProblem.INVALID::exception);
        List<Plan.PlanStep> steps = stepIds.stream()
                .map(content.steps()::get)
                .map(step -> view(step, content, language))
                .toList();
        List<Plan.Exclusion> exclusions =
                EXCLUDABLE.contains(verdictClass) ? exclusions(diagnosis, content, language) : List.of();
        return new Plan(
                verdictClass,
                steps.stream().map(Plan.PlanStep::actor).distinct().toList(),
                steps,
                exclusions,
                warnings(exclusions, language),
                content.version());
    }

    /** One row per pair of hosts and port rule; only connections that were cut, only ports that the facts name. */
    private static List<Plan.Exclusion> exclusions(
            GuidanceRequest.Diagnosis diagnosis, Content content, String language) {
        Map<List<String>, Plan.Exclusion> rows = new LinkedHashMap<>();
        for (GuidanceRequest.Connection connection :
                Optional.ofNullable(diagnosis.connections()).orElse(List.of())) {
            boolean isBlamed = connection.verdict() != null
                    && EXCLUDABLE.contains(connection.verdict().verdictClass());
            if (connection.kill() == null || !isBlamed) {
                continue;
            }
            String from = connection.client().address();
            String to = connection.server().address();
            for (Port port : content.ports()) {
                if (!port.serviceClass().equals(connection.serviceClass()) || rows.size() >= MAX_ROWS) {
                    continue;
                }
                rows.putIfAbsent(
                        List.of(from, to, port.id()),
                        new Plan.Exclusion(
                                from,
                                to,
                                String.join(" + ", port.protocols()),
                                port.ports(),
                                port.purpose().in(language),
                                port.products(),
                                content.sourceOf(port)));
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<String> warnings(List<Plan.Exclusion> exclusions, String language) {
        if (exclusions.isEmpty()) {
            return List.of();
        }
        return List.of(
                "ja".equals(language)
                        ? "ゾーン全体や「any」の除外、機能の恒久的な無効化は行わないでください。"
                        : "Do not exempt whole zones or \"any\", and do not leave features switched off for good.");
    }

    private static Plan.PlanStep view(Step step, Content content, String language) {
        return new Plan.PlanStep(
                step.id(),
                step.kind(),
                step.title().in(language),
                step.body().in(language),
                step.actor(),
                List.of(content.sourceOf(step)));
    }
}
