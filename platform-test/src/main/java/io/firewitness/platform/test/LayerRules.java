package io.firewitness.platform.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The layering that every service keeps: resources speak HTTP and nothing else, entities stay in their package, and no service
 * knows another one's classes.
 */
public final class LayerRules {
    private static final String[] SERVICES = {"ingest", "analysis", "knowledge", "ui"};

    private LayerRules() {}

    /**
     * Checks the classes of one service, its tests left out.
     *
     * @param service the package below {@code io.firewitness}, as {@code ingest}
     * @throws AssertionError naming each class that breaks a rule
     */
    public static void check(String service) {
        JavaClasses own = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.firewitness." + service);
        servicesShareContractsNotClasses(service, own);
        resourcesKnowNoDatabase(own);
        entitiesStayInTheirPackage(own);
        valuesKnowNoDatabase(own);
        dependenciesComeThroughConstructors(own);
    }

    private static void servicesShareContractsNotClasses(String service, JavaClasses own) {
        for (String other : SERVICES) {
            if (!other.equals(service)) {
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.firewitness." + other + "..")
                        .because("services share OpenAPI contracts, not classes (design §2)")
                        .allowEmptyShould(true)
                        .check(own);
            }
        }
    }

    private static void resourcesKnowNoDatabase(JavaClasses own) {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate..", "org.hibernate..", "java.sql..")
                .because("a resource translates HTTP; queries have their home in repositories")
                .allowEmptyShould(true)
                .check(own);
    }

    private static void entitiesStayInTheirPackage(JavaClasses own) {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .because("entities are for the database and never leave their package")
                .allowEmptyShould(true)
                .check(own);
    }

    private static void valuesKnowNoDatabase(JavaClasses own) {
        noClasses()
                .that()
                .areRecords()
                .and()
                .areNotAnnotatedWith("jakarta.persistence.Embeddable")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.hibernate..", "org.hibernate..", "jakarta.persistence..")
                .because("values are passed between layers")
                .allowEmptyShould(true)
                .check(own);
    }

    private static void dependenciesComeThroughConstructors(JavaClasses own) {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor shows what a class needs")
                .allowEmptyShould(true)
                .check(own);
    }
}
