package io.firewitness.knowledge.browse;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.knowledge.content.ContentReader;
import io.firewitness.knowledge.content.Product;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildFinderTest {
    private static final List<Product> PRODUCTS = ContentReader.read().content().products();

    private static List<String> found(String build) {
        return BuildFinder.find(PRODUCTS, build).stream()
                .map(found -> found.product().id() + " " + found.version().id() + " "
                        + found.build().build() + " " + found.relation())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "12.1.2.172,             vbr 12.1.2 12.1.2.172 EXACT",
        "12.1.2.999,             vbr 12.1.2 12.1.2.172 NEAREST_LOWER",
        "12.1.2.171,             vbr 12.1.1 12.1.1.56 NEAREST_LOWER",
        "12.0.0.1420-P20230500,  vbr 12 12.0.0.1420-P20230412 NEAREST_LOWER",
        "10.0.0.4461-P2,         vbr 10 10.0.0.4461-P2 EXACT",
        "10.0.0.4461-P9,         vbr 10 10.0.0.4461-P2 NEAREST_LOWER",
        "12.4,                   vbr 12.3.2 12.3.2.4854 NEAREST_LOWER",
        "5.0.3.1062,             vbo365 5.0 5.0.3.1060 NEAREST_LOWER",
        "8.5.0,                  vb365 8.5 8.5.0.1014 OF_VERSION"
    })
    void aBuildFindsItsReleaseOrTheNearestLowerOne(String build, String release) {
        assertThat(found(build)).contains(release);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "v12.1.2.172|12.1.2.172",
                " 12.1.2.172 |12.1.2.172",
                "Build 12.1.2.172|12.1.2.172",
                "Veeam Backup & Replication 12.1.2.172 (trial)|12.1.2.172",
                "Veeam Backup for Microsoft 365 8.1.0.305|8.1.0.305",
                "12,1,2,172|12.1.2.172",
                "１２．１．２．１７２|12.1.2.172",
                "ビルド12.1.2.172です|12.1.2.172",
                "11.0.1.1261 P20240304|11.0.1.1261-P20240304",
                "11.0.1.1261-p20240304|11.0.1.1261-P20240304",
                "10.0.0.4461 patch 2|10.0.0.4461-P2",
                "12|12",
                "11A|11a",
                "9.5 U4|9.5 U4",
                "9.5 Update 4|9.5 U4",
                "9.5u4|9.5 U4",
                "365|365",
                "none|none"
            })
    void aNumberIsReadAsPeopleWriteIt(String written, String read) {
        assertThat(BuildNumber.of(written)).isEqualTo(read);
    }

    @Test
    void aVersionByItsNameHasItsBuilds() {
        assertThat(found("9.5 U4")).hasSize(4).allMatch(found -> found.startsWith("vbr 9.5 U4 9.5.4."));
        assertThat(found("11a")).isNotEmpty().allMatch(found -> found.startsWith("vbr 11a 11.0.1.1261"));
        assertThat(found("12a")).isEmpty();
    }

    @Test
    void whereOneProductKnowsTheBuildNoOtherGuesses() {
        assertThat(found("12.1.2.172")).containsExactly("vbr 12.1.2 12.1.2.172 EXACT");
    }

    @Test
    void aBuildWithoutPatchHasItsPatchesToo() {
        assertThat(found("12.0.0.1420"))
                .containsExactly(
                        "vbr 12 12.0.0.1420 EXACT",
                        "vbr 12 12.0.0.1420-P20230223 EXACT",
                        "vbr 12 12.0.0.1420-P20230412 EXACT",
                        "vbr 12 12.0.0.1420-P20230718 EXACT");
    }

    @Test
    void anUnknownBuildOfSeveralProductsIsAnsweredForEach() {
        assertThat(found("13.0.1.1500"))
                .containsExactlyInAnyOrder(
                        "vbr 13.0.1 13.0.1.1071 NEAREST_LOWER", "vaw 13.0.1 13.0.1.1009 NEAREST_LOWER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0.0.1", "99.9.9.9", "2.0.0.1", "1.0"})
    void nothingIsSaidAcrossAMajorVersion(String build) {
        assertThat(found(build)).isEmpty();
    }

    /** For every build of every product: itself is exact, and the number after it is not. */
    @Test
    void noUnknownBuildIsEverExact() {
        for (Product product : PRODUCTS) {
            for (Product.ProductVersion version : product.versions()) {
                for (Product.Build build : version.builds()) {
                    assertThat(found(build.build()))
                            .contains(product.id() + " " + version.id() + " " + build.build() + " EXACT");
                    String unknown = build.build().replaceAll("-P.*", "") + "9999";
                    assertThat(BuildFinder.find(PRODUCTS, unknown))
                            .as(unknown)
                            .isNotEmpty()
                            .allMatch(found ->
                                    found.relation() == BuildFinder.Relation.NEAREST_LOWER && found.note() != null);
                }
            }
        }
    }
}
