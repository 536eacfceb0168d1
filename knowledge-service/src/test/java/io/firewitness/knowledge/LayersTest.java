package io.firewitness.knowledge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.firewitness.platform.test.LayerRules;
import org.junit.jupiter.api.Test;

/** The content knows no HTTP and no database, and nobody but the catalog and the search knows the tables. */
class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.firewitness.knowledge");

    @Test
    void layersAreKept() {
        LayerRules.check("knowledge");
    }

    @Test
    void contentStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("..knowledge.content..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.persistence..", "..knowledge.catalog..", "..platform..")
                .check(CLASSES);
    }

    @Test
    void onlyCatalogSearchRulePacksAndOwnKnowledgeKnowTheTables() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..knowledge.catalog..", "..knowledge.search..", "..knowledge.rulepack..", "..knowledge.own..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate..")
                .check(CLASSES);
    }

    @Test
    void browsingAndGuidanceDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..knowledge.browse..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..knowledge.guidance..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..knowledge.guidance..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..knowledge.browse..")
                .check(CLASSES);
    }

    @Test
    void aDocumentKnowsNoGuidance() {
        noClasses()
                .that()
                .resideInAPackage("..knowledge.document..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..knowledge.content..", "..knowledge.catalog..", "..knowledge.guidance..", "jakarta..")
                .check(CLASSES);
    }
}
