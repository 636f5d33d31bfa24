package io.lc2.backup.catalog;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "io.lc2.backup.catalog", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("codec")
            .definedBy("..catalog.codec")
            .layer("fold")
            .definedBy("..catalog.fold")
            .layer("policies")
            .definedBy("..catalog.policies")
            .layer("projection")
            .definedBy("..catalog.projection")
            .layer("reading")
            .definedBy("..catalog.reading")
            .layer("archive")
            .definedBy("..catalog.archive")
            .layer("recovery")
            .definedBy("..catalog.recovery")
            .layer("rebuild")
            .definedBy("..catalog.rebuild")
            .layer("health")
            .definedBy("..catalog.health")
            .layer("rest")
            .definedBy("..catalog.rest")
            .layer("wiring")
            .definedBy("io.lc2.backup.catalog")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("recovery")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("archive")
            .mayOnlyBeAccessedByLayers("recovery", "health", "wiring")
            .whereLayer("rebuild")
            .mayOnlyBeAccessedByLayers("recovery", "rest", "wiring")
            .whereLayer("reading")
            .mayOnlyBeAccessedByLayers("rest", "rebuild", "health", "wiring")
            .whereLayer("policies")
            .mayOnlyBeAccessedByLayers("projection", "reading", "rest", "wiring")
            .whereLayer("projection")
            .mayOnlyBeAccessedByLayers("rebuild", "health", "wiring")
            .whereLayer("fold")
            .mayOnlyBeAccessedByLayers("reading", "rebuild", "health", "rest", "wiring");

    @ArchTest
    static final ArchRule THE_FOLD_KNOWS_NEITHER_DATABASE_NOR_HTTP = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage("..catalog.fold", "..catalog.codec")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.servlet..", "org.springframework.web..")
            .because("what is folded is a function of the log alone");

    @ArchTest
    static final ArchRule GENERATED_CLASSES_STAY_IN_MESSAGING = ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lc2.backup.avro..")
            .because("the catalog speaks the words of the domain");
}
