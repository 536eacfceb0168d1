package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.document.Document.Block;
import io.firewitness.knowledge.document.Document.Entries;
import io.firewitness.knowledge.document.Document.Entry;
import io.firewitness.knowledge.document.Document.Heading;
import io.firewitness.knowledge.document.Document.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays the provider's own entries out for reading: under a heading of their own, each with the provider as its source. */
final class OwnLayout {
    private static final Localized TITLE = new Localized("The provider's own entries", "プロバイダー独自の情報");
    private static final Localized ADDRESSES = new Localized("Addresses: %s.", "アドレス：%s。");
    private static final Localized SEEN = new Localized("In this case: %s.", "このケースでの該当：%s。");
    private static final Localized UNSEEN =
            new Localized("None of this case's addresses is among them.", "このケースのアドレスは含まれていません。");
    private static final Localized OVERRIDE = new Localized("Different for this tenant", "このテナントの上書き設定");
    private static final Localized PRODUCT = new Localized("Product: %s.", "製品：%s。");
    private static final Localized VENDOR = new Localized("Firewall vendor: %s.", "ファイアウォールのベンダー：%s。");
    private static final Localized GATEWAY = new Localized("Cloud gateway: %s.", "クラウドゲートウェイ：%s。");
    private static final Localized PORT = new Localized("port %s", "ポート%s");
    private static final Localized OWN_DEVICES = new Localized("%s (own: %s)", "%s（自社機器：%s）");
    private static final Localized CHANGED = new Localized("%s (changed %s)", "%s（%s変更）");
    private static final Localized SEPARATOR = new Localized(", ", "、");
    private static final Localized GAP = new Localized(" ", "");

    private final Locale language;

    private OwnLayout(Locale language) {
        this.language = language;
    }

    static List<Block> of(Guidance.Own own, Locale language) {
        OwnLayout layout = new OwnLayout(language);
        List<Entry> entries = new ArrayList<>();
        own.devices().forEach(device -> entries.add(layout.device(device)));
        if (own.override() != null) {
            entries.add(layout.override(own.override()));
        }
        own.notes()
                .forEach(note -> entries.add(new Entry(null, null, note.text(), null, layout.source(note.source()))));
        return List.of(new Heading(TITLE.in(language)), new Entries(false, entries));
    }

    /** The name of a vendor with the provider's devices of it. */
    static String heading(String vendor, List<String> devices, Locale language) {
        return OWN_DEVICES.in(language).formatted(vendor, String.join(SEPARATOR.in(language), devices));
    }

    private Entry device(Guidance.OwnDevice device) {
        String addresses =
                device.addresses().isEmpty() ? null : ADDRESSES.in(language).formatted(joined(device.addresses()));
        String seen = device.addresses().isEmpty()
                ? null
                : device.seen().isEmpty()
                        ? UNSEEN.in(language)
                        : SEEN.in(language).formatted(joined(device.seen()));
        return new Entry(
                device.name(),
                device.vendor() == null ? null : device.vendor().name(),
                sentences(addresses, seen, device.note()),
                null,
                source(device.source()));
    }

    private Entry override(Guidance.OwnOverride override) {
        String product = override.product() == null && override.version() == null
                ? null
                : PRODUCT.in(language)
                        .formatted(Stream.of(override.product(), override.version())
                                .filter(part -> part != null)
                                .collect(Collectors.joining(" ")));
        String vendor = override.vendor() == null ? null : VENDOR.in(language).formatted(override.vendor());
        String gateway = override.gatewayAddress() == null && override.gatewayPort() == null
                ? null
                : GATEWAY.in(language)
                        .formatted(Stream.of(
                                        override.gatewayAddress(),
                                        override.gatewayPort() == null
                                                ? null
                                                : PORT.in(language).formatted(override.gatewayPort()))
                                .filter(part -> part != null)
                                .collect(Collectors.joining(SEPARATOR.in(language))));
        return new Entry(
                OVERRIDE.in(language),
                null,
                sentences(product, vendor, gateway, override.note()),
                null,
                source(override.source()));
    }

    private String joined(List<String> parts) {
        return String.join(SEPARATOR.in(language), parts);
    }

    private String sentences(String... parts) {
        return Stream.of(parts)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(GAP.in(language)));
    }

    private List<Link> source(SourceView source) {
        return List.of(Link.plain(CHANGED.in(language).formatted(source.title(), source.date())));
    }
}
