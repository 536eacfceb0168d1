package io.firewitness.knowledge.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.knowledge.content.Content;
import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.Port;
import io.firewitness.knowledge.content.Product;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds for every product and version of the content, not for chosen examples. */
class ExclusionPropertyTest {
    private static final Content CONTENT = ContentReader.read().content();

    static Stream<Arguments> versions() {
        return CONTENT.products().stream()
                .flatMap(product -> product.versions().stream()
                        .map(Product.ProductVersion::id)
                        .map(version -> Arguments.of(product.id(), version)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyBulkPortOfAVersionIsAmongItsExclusionsAndNothingElse(String product, String version) {
        assertThat(ExclusionPlanner.bulkRows(CONTENT, product, version))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(CONTENT.ports().stream()
                        .filter(Port::bulk)
                        .filter(port -> port.products().contains(product))
                        .filter(port -> port.since() == null || major(version) >= major(port.since()))
                        .toList())
                .allMatch(Port::bulk);
    }

    /** Every bound in the content is a whole major version; the other reading of versions, for comparison. */
    private static int major(String version) {
        return Integer.parseInt(version.replaceAll("\\D.*", ""));
    }
}
