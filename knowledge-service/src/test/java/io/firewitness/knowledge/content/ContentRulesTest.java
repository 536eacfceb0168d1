package io.firewitness.knowledge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The content of this build, and proof that each rule can fail. */
class ContentRulesTest {
    private static final Content GOOD = ContentReader.read().content();

    @Test
    void theContentKeepsEveryRule() {
        assertThat(ContentRules.violations(GOOD)).isEmpty();
    }

    @Test
    void everyFileIsListedAndEveryListedFileIsThere() throws IOException, URISyntaxException {
        Path root = Path.of(
                        ContentRulesTest.class.getResource("/content/index.txt").toURI())
                .getParent();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.map(file -> root.relativize(file).toString())
                            .filter(file -> file.endsWith(".yaml"))
                            .sorted())
                    .containsExactlyElementsOf(ContentReader.index());
        }
    }

    @Test
    void theVersionNamesExactlyThisContent() {
        assertThat(ContentReader.read().version())
                .isEqualTo(ContentReader.read().version())
                .matches("2026-11-27\\.[0-9a-f]{8}");
    }

    @Test
    void kb2140ListsItsVersionsPerProduct() {
        assertThat(listed("vbr"))
                .contains("9.5", "10", "11", "12", "12.1", "12.2", "12.3")
                .doesNotContain("13.0.1");
        assertThat(listed("vb365")).containsExactly("6.0", "7.0", "7a", "8", "8.1");
        assertThat(listed("vbo365")).containsExactly("2.0", "3.0", "4.0", "5.0");
        assertThat(listed("vaw")).containsExactly("2.1", "2.2", "3.0.2", "4.0", "5.0", "6.0", "6.1", "6.2", "6.3");
        assertThat(listed("vcc")).containsExactly("9.5", "10", "11", "12", "12.2", "12.3");
    }

    @Test
    void kb2140NamesEightVendors() {
        assertThat(GOOD.vendors().stream().filter(Vendor::namedInKb2140).map(Vendor::id))
                .containsExactlyInAnyOrder(
                        "check-point",
                        "cisco",
                        "cisco-meraki",
                        "sonicwall",
                        "fortinet",
                        "palo-alto",
                        "sophos",
                        "crowdstrike",
                        "kaspersky")
                .hasSize(9);
    }

    @Test
    void aRecalledStatementIsRefused() {
        assertThat(ContentRules.violations(withRecipe("x.recipe", Status.RECALLED, "kb2140", "どこ")))
                .containsExactly("x.recipe: status RECALLED must not be shown as fact");
    }

    @Test
    void anUnknownSourceIsRefused() {
        assertThat(ContentRules.violations(withRecipe("x.recipe", Status.CONFIRMED, "nowhere", "どこ")))
                .containsExactly("x.recipe: unknown source nowhere");
    }

    @Test
    void aMissingTranslationIsRefused() {
        assertThat(ContentRules.violations(withRecipe("x.recipe", Status.CONFIRMED, "kb2140", " ")))
                .containsExactly("x.recipe: missing translation");
    }

    @Test
    void aTypedSpaceBesideJapaneseIsRefused() {
        assertThat(ContentRules.violations(withRecipe("x.recipe", Status.CONFIRMED, "kb2140", "送信側 TCP")))
                .containsExactly("x.recipe: typed space beside Japanese");
    }

    @Test
    void ourOwnReasoningIsNotConfirmed() {
        assertThat(ContentRules.violations(withRecipe("x.recipe", Status.CONFIRMED, "firewitness", "どこ")))
                .containsExactly("x.recipe: our own reasoning is given as confirmed");
    }

    @Test
    void anIdIsUsedOnce() {
        assertThat(ContentRules.violations(withRecipe("kb2140.ttl", Status.CONFIRMED, "kb2140", "どこ")))
                .containsExactly("kb2140.ttl: id used twice");
    }

    @Test
    void overlappingPortsNeedAVersionBound() {
        assertThat(ContentRules.violations(withPort(range("x.port", null, null))))
                .containsExactly("vaw.repository-range and x.port: same ports for the same pair and versions");
    }

    @Test
    void overlappingPortsOfOtherVersionsAreFine() {
        List<Port> ports = new ArrayList<>(GOOD.ports());
        ports.removeIf(port -> port.id().equals("vaw.repository-range"));
        ports.add(range("x.old", null, "12"));
        ports.add(range("x.new", "13", null));
        assertThat(ContentRules.violations(withPorts(ports))).isEmpty();
    }

    @Test
    void anExclusionForAnInnocentClassIsRefused() {
        List<Guide> guides = GOOD.guides().stream()
                .map(guide -> guide.id().equals("host-abort")
                        ? new Guide(
                                "host-abort",
                                null,
                                guide.reviewed(),
                                guide.title(),
                                true,
                                guide.steps(),
                                guide.warnings())
                        : guide)
                .toList();
        assertThat(ContentRules.violations(new Content(
                        GOOD.sources(),
                        GOOD.components(),
                        GOOD.products(),
                        GOOD.ports(),
                        GOOD.errors(),
                        GOOD.vendors(),
                        GOOD.articles(),
                        guides,
                        GOOD.recipes(),
                        GOOD.contradictions())))
                .containsExactly("host-abort: an innocent class has exclusions");
    }

    private static List<String> listed(String product) {
        return GOOD.products().stream()
                .filter(candidate -> candidate.id().equals(product))
                .flatMap(found -> found.versions().stream())
                .filter(Product.ProductVersion::listedInKb2140)
                .map(Product.ProductVersion::id)
                .toList();
    }

    private static Port range(String id, String since, String until) {
        return new Port(
                id,
                Status.CONFIRMED,
                List.of("vaw"),
                "agent",
                "repository",
                List.of("tcp"),
                List.of(new PortRange(3000, 3400)),
                "data-mover",
                true,
                since,
                until,
                null,
                new Localized("data", "データ"),
                List.of("kb2140"));
    }

    private static Content withPort(Port port) {
        List<Port> ports = new ArrayList<>(GOOD.ports());
        ports.add(port);
        return withPorts(ports);
    }

    private static Content withPorts(List<Port> ports) {
        return new Content(
                GOOD.sources(),
                GOOD.components(),
                GOOD.products(),
                ports,
                GOOD.errors(),
                GOOD.vendors(),
                GOOD.articles(),
                GOOD.guides(),
                GOOD.recipes(),
                GOOD.contradictions());
    }

    private static Content withRecipe(String id, Status status, String source, String japanese) {
        List<Recipe> recipes = new ArrayList<>(GOOD.recipes());
        recipes.add(
                new Recipe(id, "tool", "any", status, new Localized("where", japanese), "command", List.of(source)));
        return new Content(
                GOOD.sources(),
                GOOD.components(),
                GOOD.products(),
                GOOD.ports(),
                GOOD.errors(),
                GOOD.vendors(),
                GOOD.articles(),
                GOOD.guides(),
                recipes,
                GOOD.contradictions());
    }
}
