package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Guide;
import io.firewitness.knowledge.content.Localized;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the steps of a guide for one case: those that touch it, in the order that its evidence asks for, with its addresses. */
final class PlanSteps {
    /** The actor who runs the host that a connection goes to; the case decides who that is. */
    static final String OWNER = "owner";

    private static final String CLOUD_GATEWAY = "cloud-gateway";
    /** Begins the ids of the components that a provider runs for its tenants. */
    private static final String OF_PROVIDER = "sp-";

    private static final Localized RECEIVER = new Localized("the receiver", "受信側");

    private final Catalog catalog;
    private final AddressBook book;
    private final Grounds grounds;
    private final Locale language;

    PlanSteps(Catalog catalog, AddressBook book, Grounds grounds, Locale language) {
        this.catalog = catalog;
        this.book = book;
        this.grounds = grounds;
        this.language = language;
    }

    /**
     * Those that the evidence puts first, then the others, both in the order of the content.
     *
     * @param rows of the plan's table
     */
    List<Guidance.Step> of(Guide guide, List<Guidance.Exclusion> rows) {
        Optional<String> manner = guide.evidence() == null ? Optional.empty() : grounds.manner(guide.evidence());
        String owner = isProviders(rows) ? "provider" : "tenant";
        return guide.steps().stream()
                .filter(step ->
                        step.service() == null || ExclusionRows.areAbout(catalog.content(), rows, step.service()))
                .sorted(Comparator.comparing(step -> step.first() == null
                        || manner.isEmpty()
                        || !step.first().contains(manner.get())))
                .map(step -> step(step, owner))
                .toList();
    }

    /** Whether the host in question is the provider's: as the reader knows, else as the rows of the case tell. */
    private boolean isProviders(List<Guidance.Exclusion> rows) {
        return grounds.first()
                .flatMap(connection -> book.role(connection.server().address()))
                .map(role -> role.equals(CLOUD_GATEWAY) || role.startsWith(OF_PROVIDER))
                .orElseGet(() -> !rows.isEmpty()
                        && rows.stream().allMatch(row -> ExclusionRows.isOf(catalog.content(), row, CLOUD_GATEWAY)));
    }

    private Guidance.Step step(Guide.Step step, String owner) {
        return new Guidance.Step(
                step.id(),
                step.kind(),
                step.title().in(language),
                filled(step.body().in(language)),
                step.actor().equals(OWNER) ? owner : step.actor(),
                step.status(),
                catalog.sources(step.sources()));
    }

    /** With the addresses and ports of the connection that the case is about. */
    private String filled(String text) {
        return grounds.first()
                .map(connection -> text.replace("{from}", connection.client().address())
                        .replace("{to}", connection.server().address())
                        .replace("{port}", connection.server().port().toString())
                        .replace("{ports}", grounds.ports()))
                .orElseGet(() -> text.replace("{to}", RECEIVER.in(language)));
    }
}
