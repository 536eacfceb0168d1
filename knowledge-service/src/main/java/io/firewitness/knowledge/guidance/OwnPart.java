package io.firewitness.knowledge.guidance;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.catalog.Catalog.SourceView;
import io.firewitness.knowledge.content.Localized;
import io.firewitness.knowledge.content.Vendor;
import io.firewitness.knowledge.own.CaseAddresses;
import io.firewitness.knowledge.own.OwnEntry;
import io.firewitness.knowledge.own.OwnFact;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the provider itself knows about one case. It stands beside the published statements, never among them: every part names the
 * provider as its source.
 */
final class OwnPart {
    /** The id of the source that stands for the provider's own entries. */
    static final String SOURCE = "own";

    private static final Localized TITLE = new Localized("the provider's own entry", "プロバイダー独自の情報");
    /** No box is in question here; a list of boxes beside the verdict would accuse them. */
    private static final Set<String> WITHOUT_DEVICES = Set.of("healthy", "host-abort");

    private static final int MOST_SHOWN = 50;

    private final List<OwnEntry> entries;
    private final GuidanceRequest request;
    private final Locale language;
    /** Those that the case's connections touch first, each with the addresses of the case that it covers. */
    private final List<Device> devices;

    OwnPart(List<OwnEntry> entries, GuidanceRequest request, Locale language) {
        this.entries = entries;
        this.request = request;
        this.language = language;
        this.devices = WITHOUT_DEVICES.contains(request.diagnosis().verdict().type()) ? List.of() : devices();
    }

    private record Device(OwnEntry entry, OwnFact.Device fact, List<String> seen) {}

    private List<Device> devices() {
        List<GuidanceRequest.Connection> connections = request.diagnosis().connections();
        CaseAddresses addresses = new CaseAddresses(
                connections == null
                        ? Stream.empty()
                        : connections.stream()
                                .flatMap(connection -> Stream.of(
                                        connection.client().address(),
                                        connection.server().address())));
        List<Device> found = new ArrayList<>();
        for (OwnEntry entry : entries) {
            if (entry.fact() instanceof OwnFact.Device device) {
                found.add(new Device(entry, device, addresses.in(device.addresses())));
            }
        }
        found.sort(Comparator.comparing(device -> device.seen().isEmpty()));
        return found;
    }

    /**
     * Where the tenant's data goes in place of the defaults.
     *
     * @param address null for the one that the case shows
     * @param port null for that of the matrix
     */
    record Gateway(UUID entry, String address, Integer port, SourceView source) {}

    /** What the request says, completed by the tenant's override: what was asked for wins. */
    GuidanceRequest.Topology topology() {
        GuidanceRequest.Topology asked =
                request.topology() == null ? new GuidanceRequest.Topology(null, null, null, null) : request.topology();
        OwnFact.TenantOverride override = override();
        if (override == null) {
            return asked;
        }
        boolean isOtherProduct = asked.product() != null && !asked.product().equals(override.product());
        return new GuidanceRequest.Topology(
                asked.product() != null ? asked.product() : override.product(),
                // A version says nothing about another product.
                asked.version() != null || isOtherProduct ? asked.version() : override.version(),
                asked.vendor() != null || namesFirewalls(asked) ? asked.vendor() : override.vendor(),
                asked.addresses());
    }

    private static boolean namesFirewalls(GuidanceRequest.Topology asked) {
        return asked.addresses() != null && asked.addresses().stream().anyMatch(known -> known.vendor() != null);
    }

    /** Null where the tenant has the defaults. */
    Gateway gateway() {
        OwnEntry entry = overrideEntry();
        OwnFact.TenantOverride override = override();
        if (override == null || (override.gatewayAddress() == null && override.gatewayPort() == null)) {
            return null;
        }
        return new Gateway(entry.id(), override.gatewayAddress(), override.gatewayPort(), source(entry));
    }

    /** The names of the devices of a vendor; empty for none. */
    List<String> devicesOf(String vendor) {
        return devices.stream()
                .map(Device::fact)
                .filter(device -> vendor.equals(device.vendor()))
                .map(OwnFact.Device::name)
                .distinct()
                .toList();
    }

    /** Whether a device of this vendor covers an address of the case. */
    boolean isSeen(String vendor) {
        return devices.stream()
                .anyMatch(device ->
                        !device.seen().isEmpty() && vendor.equals(device.fact().vendor()));
    }

    /** Null where there is nothing. */
    Guidance.Own view(Catalog catalog) {
        List<Guidance.OwnDevice> shown = devices.stream()
                .limit(MOST_SHOWN)
                .map(device -> device(device, catalog))
                .toList();
        List<Guidance.OwnNote> notes = entries.stream()
                .filter(entry -> entry.fact() instanceof OwnFact.Note note
                        && (note.verdictClass() == null || note.verdictClass().equals(verdictClass())))
                .map(entry -> new Guidance.OwnNote(
                        entry.id(), ((OwnFact.Note) entry.fact()).text(), entry.shared(), source(entry)))
                .limit(MOST_SHOWN)
                .toList();
        OwnEntry override = overrideEntry();
        if (shown.isEmpty() && notes.isEmpty() && override == null) {
            return null;
        }
        return new Guidance.Own(shown, notes, override == null ? null : override(override));
    }

    private Guidance.OwnDevice device(Device device, Catalog catalog) {
        String vendor = device.fact().vendor();
        // A vendor that a newer release of the content no longer lists is shown by its id.
        Guidance.VendorName name = vendor == null
                ? null
                : new Guidance.VendorName(
                        vendor,
                        catalog.content().vendors().stream()
                                .filter(listed -> listed.id().equals(vendor))
                                .map(Vendor::name)
                                .findFirst()
                                .orElse(vendor));
        return new Guidance.OwnDevice(
                device.entry().id(),
                device.fact().name(),
                name,
                device.fact().addresses(),
                device.seen(),
                device.fact().note(),
                device.entry().shared(),
                source(device.entry()));
    }

    private Guidance.OwnOverride override(OwnEntry entry) {
        OwnFact.TenantOverride fact = (OwnFact.TenantOverride) entry.fact();
        return new Guidance.OwnOverride(
                entry.id(),
                fact.product(),
                fact.version(),
                fact.vendor(),
                fact.gatewayAddress(),
                fact.gatewayPort(),
                fact.note(),
                entry.shared(),
                source(entry));
    }

    private OwnFact.TenantOverride override() {
        OwnEntry entry = overrideEntry();
        return entry == null ? null : (OwnFact.TenantOverride) entry.fact();
    }

    /** There is at most one per tenant. */
    private OwnEntry overrideEntry() {
        return entries.stream()
                .filter(entry -> entry.fact() instanceof OwnFact.TenantOverride)
                .findFirst()
                .orElse(null);
    }

    private SourceView source(OwnEntry entry) {
        return new SourceView(
                SOURCE, TITLE.in(language), null, LocalDate.ofInstant(entry.changedAt(), ZoneOffset.UTC), null);
    }

    private String verdictClass() {
        return request.diagnosis().verdict().type();
    }
}
