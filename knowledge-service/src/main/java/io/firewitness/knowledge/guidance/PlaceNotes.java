package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Status;
import io.firewitness.knowledge.content.Vendor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the known addresses mean for the rows of a plan, in one language. */
final class PlaceNotes {
    private static final Localized FIREWALL = new Localized("Firewall", "ファイアウォール");
    private static final Localized TRANSLATED = new Localized(
            "%s is behind %s. Enter the rows with the address that the device sees: inside the translation the former, outside the latter.",
            "%sは%sの背後にあります。機器から見えるアドレスの行を設定します。アドレス変換の内側では前者、外側では後者です。");
    private static final Localized FIREWALL_END = new Localized(
            "%s is the firewall's own address, so a host behind it is meant. Name that host to get its rows too.",
            "%sはファイアウォール自身のアドレスで、実際の端点はその背後のホストです。ホストを指定すると、その行も表示されます。");

    private final Catalog catalog;
    private final AddressBook book;
    private final Locale language;

    PlaceNotes(Catalog catalog, AddressBook book, Locale language) {
        this.catalog = catalog;
        this.book = book;
        this.language = language;
    }

    List<Guidance.Note> notes(List<Guidance.Exclusion> rows) {
        Set<String> used = new LinkedHashSet<>();
        rows.forEach(row -> used.addAll(List.of(row.from(), row.to())));
        List<Guidance.Note> notes = new ArrayList<>();
        for (GuidanceRequest.KnownAddress known : book.entries()) {
            if (known.behind() != null && used.contains(known.address())) {
                notes.add(note(
                        "addresses.translated", TRANSLATED.in(language).formatted(known.address(), known.behind())));
            }
        }
        for (String end : used) {
            if (book.isFirewall(end) && book.forms(end).size() == 1) {
                notes.add(note("addresses.firewall", FIREWALL_END.in(language).formatted(end)));
            }
        }
        return notes;
    }

    private Guidance.Note note(String id, String text) {
        return new Guidance.Note(id, text, Status.REASONED, catalog.sources(List.of("firewitness")));
    }

    List<Guidance.Known> addresses() {
        return book.entries().stream()
                .map(known -> new Guidance.Known(
                        known.address(),
                        known.role().equals(AddressBook.FIREWALL)
                                ? FIREWALL.in(language)
                                : catalog.component(known.role(), language),
                        vendor(known.vendor()),
                        known.behind()))
                .toList();
    }

    private Guidance.VendorName vendor(String id) {
        return catalog.content().vendors().stream()
                .filter(vendor -> vendor.id().equals(id))
                .findFirst()
                .map((Vendor vendor) -> new Guidance.VendorName(vendor.id(), vendor.name()))
                .orElse(null);
    }
}
