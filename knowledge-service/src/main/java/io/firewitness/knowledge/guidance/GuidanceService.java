package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Guide;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Statement;
import io.firewitness.knowledge.content.Vendor;
import io.firewitness.knowledge.own.OwnEntry;
import io.firewitness.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Draws up the plan for a diagnosis. Pure: the same request, own entries and release give the same answer. */
@ApplicationScoped
class GuidanceService {
    private static final Pattern VERSION = Pattern.compile("\\d[0-9A-Za-z. -]{0,30}");
    /** Statements that tell a firewall administrator what to do, in this order. */
    private static final List<String> VENDOR_KINDS =
            List.of("logs", "isolation", "exclusion", "trap", "closing", "ttl");

    private static final Localized TOO_MANY = new Localized(
            "There are more address pairs than this table can hold; it is not complete.",
            "アドレスの組が多いため、表にすべては含まれていません。");

    private final Catalog catalog;

    GuidanceService(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param entries the provider's own for this case
     * @throws ProblemException 422 where class, product, version or vendor are unknown
     */
    Guidance plan(GuidanceRequest request, List<OwnEntry> entries, Locale language) {
        String verdictClass = request.diagnosis().verdict().type();
        Grounds grounds = new Grounds(request.diagnosis());
        Guide guide = guide(verdictClass, grounds);
        if (request.topology() != null) {
            check(request.topology());
        }
        OwnPart own = new OwnPart(entries, request, language);
        GuidanceRequest.Topology topology = own.topology();
        List<GuidanceRequest.Connection> inQuestion = guide.exclusions()
                ? killed(request.diagnosis())
                : guide.evidence() != null ? grounds.connections() : List.of();
        AddressBook book = new AddressBook(topology, catalog.content().components());
        boolean isAllowing = guide.hasStep("allow");
        List<Guidance.Exclusion> rows = guide.exclusions() || isAllowing
                ? new ExclusionPlanner(
                                isAllowing
                                        ? ExclusionPlanner.rows(
                                                catalog.content(), topology.product(), topology.version())
                                        : ExclusionPlanner.bulkRows(
                                                catalog.content(), topology.product(), topology.version()),
                                book,
                                new ExclusionRows(catalog, book, language),
                                own.gateway())
                        .plan(inQuestion, signatures(request.diagnosis()))
                : List.of();
        boolean cut = rows.size() > ExclusionPlanner.MAX_ROWS;
        List<Guidance.Exclusion> shown = cut ? rows.subList(0, ExclusionPlanner.MAX_ROWS) : rows;
        List<Guidance.Exclusion> exclusions = guide.exclusions() ? shown : List.of();
        PlaceNotes places = new PlaceNotes(catalog, book, language);
        List<Guidance.Note> notes = new ArrayList<>(notes(guide, rows, cut, language));
        notes.addAll(places.notes(rows));
        List<Guidance.Step> steps = new PlanSteps(catalog, book, grounds, language).of(guide, rows);
        return new Guidance(
                verdictClass,
                guide.title().in(language),
                guide.evidence(),
                steps.stream().map(Guidance.Step::actor).distinct().toList(),
                steps,
                places.addresses(),
                exclusions,
                isAllowing ? shown : List.of(),
                guide.exclusions() ? vendors(vendors(topology, book), exclusions, own, language) : List.of(),
                notes.stream().map(Guidance.Note::text).toList(),
                notes,
                new CaptureRecipes(catalog, book, language)
                        .of(request.diagnosis(), guide.hasStep("capture"), inQuestion),
                own.view(catalog),
                catalog.version());
    }

    /** What the evidence says tells more exactly what to do than the class; a class without a guide is none, whatever it rests on. */
    private Guide guide(String verdictClass, Grounds grounds) {
        List<Guide> guides = catalog.content().guides();
        Guide ofClass = guides.stream()
                .filter(guide -> verdictClass.equals(guide.verdictClass()))
                .findFirst()
                .orElseThrow(() ->
                        GuidanceProblem.DIAGNOSIS_INVALID.exception(Map.of("pointer", "#/diagnosis/verdict/class")));
        return guides.stream()
                .filter(guide -> guide.evidence() != null && grounds.allShow(guide.evidence()))
                .findFirst()
                .orElse(ofClass);
    }

    private void check(GuidanceRequest.Topology topology) {
        if (topology.product() != null
                && catalog.content().products().stream()
                        .noneMatch(product -> product.id().equals(topology.product()))) {
            throw notListed("product");
        }
        if (topology.version() != null && !VERSION.matcher(topology.version()).matches()) {
            throw notListed("version");
        }
        if (!isVendor(topology.vendor())) {
            throw notListed("vendor");
        }
        List<GuidanceRequest.KnownAddress> addresses = topology.addresses();
        for (int i = 0; addresses != null && i < addresses.size(); i++) {
            GuidanceRequest.KnownAddress known = addresses.get(i);
            boolean isFirewall = AddressBook.FIREWALL.equals(known.role());
            if (!isFirewall
                    && catalog.content().components().stream()
                            .noneMatch(component -> component.id().equals(known.role()))) {
                throw notListed("addresses/" + i + "/role");
            }
            if (!isVendor(known.vendor()) || (known.vendor() != null && !isFirewall)) {
                throw notListed("addresses/" + i + "/vendor");
            }
        }
    }

    private boolean isVendor(String id) {
        return id == null
                || catalog.content().vendors().stream()
                        .anyMatch(vendor -> vendor.id().equals(id));
    }

    private static ProblemException notListed(String member) {
        return GuidanceProblem.TOPOLOGY_INVALID.exception(Map.of("pointer", "#/topology/" + member));
    }

    /** The one that was asked for, else those of the firewalls that the reader knows; empty for unknown. */
    private static Set<String> vendors(GuidanceRequest.Topology topology, AddressBook book) {
        return topology.vendor() != null ? Set.of(topology.vendor()) : book.vendors();
    }

    /** Only connections that were themselves judged guilty; a healthy one beside them needs no exclusion. */
    private List<GuidanceRequest.Connection> killed(GuidanceRequest.Diagnosis diagnosis) {
        Set<String> curable = catalog.content().guides().stream()
                .filter(Guide::exclusions)
                .map(Guide::verdictClass)
                .collect(Collectors.toSet());
        return connections(diagnosis).stream()
                .filter(connection -> connection.verdict() != null
                        && curable.contains(String.valueOf(connection.verdict().type())))
                .toList();
    }

    private static List<GuidanceRequest.Connection> connections(GuidanceRequest.Diagnosis diagnosis) {
        return diagnosis.connections() == null ? List.of() : diagnosis.connections();
    }

    private static List<String> signatures(GuidanceRequest.Diagnosis diagnosis) {
        return diagnosis.signatures() == null
                ? List.of()
                : diagnosis.signatures().stream()
                        .map(GuidanceRequest.Signature::id)
                        .toList();
    }

    /**
     * The device's vendor where it is known; else every vendor, because packets never name one. Vendors of the provider's devices on the
     * case's addresses come first; the others stay, as nobody has shown yet which box it was.
     */
    private List<Guidance.VendorSteps> vendors(
            Set<String> chosen, List<Guidance.Exclusion> exclusions, OwnPart own, Locale language) {
        return catalog.content().vendors().stream()
                .filter(vendor -> chosen.isEmpty() || chosen.contains(vendor.id()))
                .sorted(Comparator.comparing(vendor -> !own.isSeen(vendor.id())))
                .map(vendor -> new Guidance.VendorSteps(
                        new Guidance.VendorName(vendor.id(), vendor.name()),
                        own.devicesOf(vendor.id()),
                        vendorSteps(vendor, exclusions, language)))
                .filter(vendor -> !vendor.steps().isEmpty())
                .toList();
    }

    private List<Guidance.VendorStep> vendorSteps(Vendor vendor, List<Guidance.Exclusion> exclusions, Locale language) {
        List<Guidance.VendorStep> steps = new ArrayList<>();
        for (String kind : VENDOR_KINDS) {
            for (Statement statement : vendor.statements()) {
                if (kind.equals(statement.kind())) {
                    steps.add(new Guidance.VendorStep(
                            statement.id(),
                            kind,
                            statement.text().in(language),
                            command(statement.command(), exclusions),
                            statement.status(),
                            catalog.sources(statement.sources())));
                }
            }
        }
        return steps;
    }

    /** Addresses are filled in where the case has one pair only; ports stay open, as devices differ in how they take ranges. */
    private static String command(String command, List<Guidance.Exclusion> exclusions) {
        if (command == null) {
            return null;
        }
        boolean onePair = exclusions.stream()
                                .map(Guidance.Exclusion::from)
                                .distinct()
                                .count()
                        == 1
                && exclusions.stream().map(Guidance.Exclusion::to).distinct().count() == 1;
        return command.replace("{from}", onePair ? exclusions.getFirst().from() : "<from>")
                .replace("{to}", onePair ? exclusions.getFirst().to() : "<to>")
                .replace("{port}", "<port>")
                .replace("{protocol}", "<protocol>");
    }

    private List<Guidance.Note> notes(Guide guide, List<Guidance.Exclusion> exclusions, boolean cut, Locale language) {
        List<Guidance.Note> notes = new ArrayList<>();
        guide.warnings().stream()
                .filter(warning ->
                        warning.kind() == null || ExclusionRows.areAbout(catalog.content(), exclusions, warning.kind()))
                .forEach(warning -> notes.add(new Guidance.Note(
                        warning.id(),
                        warning.text().in(language),
                        warning.status(),
                        catalog.sources(warning.sources()))));
        if (cut) {
            notes.add(new Guidance.Note(
                    "exclusions.cut",
                    TOO_MANY.in(language),
                    io.firewitness.knowledge.content.Status.REASONED,
                    catalog.sources(List.of("firewitness"))));
        }
        return notes;
    }
}
