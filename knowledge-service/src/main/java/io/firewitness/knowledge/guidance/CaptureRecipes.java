package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands that record what a diagnosis lacks, with the addresses of the case in their filters. */
final class CaptureRecipes {
    private static final int MAX_FILTER_PAIRS = 8;

    private final Catalog catalog;
    private final AddressBook book;
    private final Locale language;

    CaptureRecipes(Catalog catalog, AddressBook book, Locale language) {
        this.catalog = catalog;
        this.book = book;
        this.language = language;
    }

    /**
     * @param asksForRecording whether the plan has a step that records; where it has none, what was not evaluated decides
     * @param inQuestion the connections; empty for all of the diagnosis
     */
    List<Guidance.CaptureRecipe> of(
            GuidanceRequest.Diagnosis diagnosis,
            boolean asksForRecording,
            List<GuidanceRequest.Connection> inQuestion) {
        boolean missing = diagnosis.notEvaluated() != null
                && !diagnosis.notEvaluated().isEmpty()
                && !"healthy".equals(diagnosis.verdict().type());
        if (!missing && !asksForRecording) {
            return List.of();
        }
        List<GuidanceRequest.Connection> all = diagnosis.connections() == null ? List.of() : diagnosis.connections();
        Set<AddressBook.Pair> pairs = new LinkedHashSet<>();
        for (GuidanceRequest.Connection connection : inQuestion.isEmpty() ? all : inQuestion) {
            pairs.addAll(book.pairs(
                    connection.client().address(), connection.server().address()));
            if (pairs.size() >= MAX_FILTER_PAIRS) {
                break;
            }
        }
        List<AddressBook.Pair> shown = pairs.stream().limit(MAX_FILTER_PAIRS).toList();
        return catalog.content().recipes().stream()
                .map(recipe -> recipe(recipe, shown))
                .toList();
    }

    private Guidance.CaptureRecipe recipe(Recipe recipe, List<AddressBook.Pair> pairs) {
        return new Guidance.CaptureRecipe(
                recipe.id(),
                recipe.tool(),
                recipe.platform(),
                recipe.where().in(language),
                recipe.command()
                        .replace("{filter}", filter(pairs))
                        .replace("{pktmon}", pktmon(pairs))
                        .replace("{netsh}", netsh(pairs)),
                catalog.sources(recipe.sources()));
    }

    /** For libpcap. The messages of routers on the way come from addresses of their own, and can be the proof. */
    private static String filter(List<AddressBook.Pair> pairs) {
        return pairs.isEmpty()
                ? "tcp or icmp or icmp6"
                : pairs.stream()
                        .map(pair -> "(host " + pair.from() + " and host " + pair.to() + ")")
                        .collect(Collectors.joining(" or ", "", " or icmp or icmp6"));
    }

    /** One filter takes one pair; what passes any of them is recorded. */
    private static String pktmon(List<AddressBook.Pair> pairs) {
        if (pairs.isEmpty()) {
            return "pktmon filter add firewitness -t TCP";
        }
        List<String> filters = new ArrayList<>();
        for (AddressBook.Pair pair : pairs) {
            filters.add(
                    "pktmon filter add firewitness" + (filters.size() + 1) + " -i " + pair.from() + " " + pair.to());
        }
        return String.join("\n", filters);
    }

    /** Its filter takes addresses of one family, and no pairs; without any, the ring holds everything. */
    private static String netsh(List<AddressBook.Pair> pairs) {
        Set<String> servers =
                pairs.stream().map(AddressBook.Pair::to).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean six = servers.stream().anyMatch(address -> address.indexOf(':') >= 0);
        if (servers.isEmpty() || (six && !servers.stream().allMatch(address -> address.indexOf(':') >= 0))) {
            return "";
        }
        String addresses = servers.size() == 1 ? servers.iterator().next() : "(" + String.join(",", servers) + ")";
        return " " + (six ? "IPv6" : "IPv4") + ".Address=" + addresses;
    }
}
