package io.firewitness.knowledge.catalogue;

import io.firewitness.knowledge.content.Source;
import java.util.List;

/** The answers, in one language. */
final class Views {
    private Views() {}

    /** A list that is short by nature. */
    record Items<T>(List<T> items, String version) {}

    /** See {@link io.firewitness.knowledge.content.Product}. */
    record ProductView(String id, String name, List<String> versions, Source source) {}

    /** See {@link io.firewitness.knowledge.content.Port}. */
    record PortView(
            String id,
            String serviceClass,
            String protocol,
            String ports,
            List<String> products,
            String fromVersion,
            String purpose,
            Source source) {}

    /** See {@link io.firewitness.knowledge.content.ErrorText}. */
    record ErrorView(String id, String code, List<String> texts, String meaning, Source source) {}

    /** See {@link io.firewitness.knowledge.content.Vendor}. */
    record VendorView(String id, String name, String note, Source source) {}
}
