package io.firewitness.knowledge.own;

import io.firewitness.knowledge.catalog.Catalog;
import io.firewitness.knowledge.content.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What an entry must keep beyond the form of its members. */
@ApplicationScoped
class OwnRules {
    private final Catalog catalog;

    OwnRules(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws io.firewitness.platform.problem.ProblemException 422 {@code own-knowledge-invalid} with the member at fault */
    void check(OwnState state) {
        switch (state.fact()) {
            case OwnFact.Note note -> listedClass(note.verdictClass());
            case OwnFact.Device device -> {
                listedVendor(device.vendor());
                for (int i = 0; i < device.addresses().size(); i++) {
                    require(OwnAddress.network(device.addresses().get(i)).isPresent(), "#/fact/addresses/" + i);
                }
            }
            case OwnFact.TenantOverride override -> {
                require(state.tenantId() != null, "#/tenantId");
                require(
                        Stream.of(
                                        override.product(),
                                        override.version(),
                                        override.vendor(),
                                        override.gatewayAddress(),
                                        override.gatewayPort(),
                                        override.note())
                                .anyMatch(Objects::nonNull),
                        "#/fact");
                listedVendor(override.vendor());
                listedProduct(override.product());
                require(
                        override.gatewayAddress() == null
                                || OwnAddress.single(override.gatewayAddress()).isPresent(),
                        "#/fact/gatewayAddress");
            }
        }
    }

    private void listedClass(String id) {
        require(
                id == null || content().guides().stream().anyMatch(guide -> id.equals(guide.verdictClass())),
                "#/fact/verdictClass");
    }

    private void listedVendor(String id) {
        require(
                id == null
                        || content().vendors().stream()
                                .anyMatch(vendor -> vendor.id().equals(id)),
                "#/fact/vendor");
    }

    private void listedProduct(String id) {
        require(
                id == null
                        || content().products().stream()
                                .anyMatch(product -> product.id().equals(id)),
                "#/fact/product");
    }

    private Content content() {
        return catalog.content();
    }

    private static void require(boolean holds, String pointer) {
        if (!holds) {
            throw OwnProblem.OWN_KNOWLEDGE_INVALID.exception(Map.of("pointer", pointer));
        }
    }
}
