package io.firewitness.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void theEngineKnowsNoHttpDatabaseOrFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.sql..", "io.quarkus..", "jakarta..", "java.util.logging..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.firewitness.engine"));
    }

    @Test
    void theDocumentKnowsNothingOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.firewitness.engine.document")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.firewitness.engine",
                        "io.firewitness.engine.log..",
                        "io.firewitness.engine.capture..",
                        "io.firewitness.engine.cli..")
                .check(new ClassFileImporter().importPackages("io.firewitness.engine.document"));
    }
}
