package io.firewitness.knowledge.own;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one entry says, in the words of the provider; texts are shown as they are and never translated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OwnFact.Note.class, name = "note"),
    @JsonSubTypes.Type(value = OwnFact.Device.class, name = "device"),
    @JsonSubTypes.Type(value = OwnFact.TenantOverride.class, name = "override")
})
@Schema(
        name = "OwnFact",
        oneOf = {OwnFact.Note.class, OwnFact.Device.class, OwnFact.TenantOverride.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "note", schema = OwnFact.Note.class),
            @DiscriminatorMapping(value = "device", schema = OwnFact.Device.class),
            @DiscriminatorMapping(value = "override", schema = OwnFact.TenantOverride.class)
        })
public sealed interface OwnFact permits OwnFact.Note, OwnFact.Device, OwnFact.TenantOverride {
    int TEXT = 4000;

    /** The value of the member {@code kind}. */
    default String kind() {
        return switch (this) {
            case Note note -> "note";
            case Device device -> "device";
            case TenantOverride override -> "override";
        };
    }

    /**
     * Something to keep in mind.
     *
     * @param verdictClass the class of verdicts it belongs to; null for all
     */
    @Schema(name = "OwnNote")
    record Note(@NotBlank @Size(max = TEXT) String text, String verdictClass) implements OwnFact {}

    /**
     * A firewall or another box of the provider or of a tenant.
     *
     * @param vendor id of a listed vendor; null for unknown or not listed
     * @param addresses its own and those behind it: IPv4 or IPv6 addresses, or networks as {@code 203.0.113.0/24}
     */
    @Schema(name = "OwnDevice")
    record Device(
            @NotBlank @Size(max = 120) String name,
            String vendor,
            @NotNull @Size(max = 32) List<@NotNull String> addresses,
            @Size(max = TEXT) String note)
            implements OwnFact {
        public Device {
            addresses = addresses == null ? null : java.util.Collections.unmodifiableList(addresses);
        }
    }

    /**
     * What is different for one tenant; null where nothing is. Stands in for what a request for guidance leaves open.
     *
     * @param product id of a listed product
     * @param vendor id of the listed vendor of the tenant's firewall
     * @param gatewayAddress where the tenant reaches the cloud gateway
     * @param gatewayPort in place of 6180
     */
    @Schema(name = "OwnOverride")
    record TenantOverride(
            String product,
            @Pattern(regexp = "\\d[0-9A-Za-z. -]{0,30}") String version,
            String vendor,
            String gatewayAddress,
            @Min(1) @Max(65535) Integer gatewayPort,
            @Size(max = TEXT) String note)
            implements OwnFact {}
}
