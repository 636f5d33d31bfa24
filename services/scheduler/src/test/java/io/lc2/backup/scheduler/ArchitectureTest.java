package io.lc2.backup.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.scheduler", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("streams")
            .definedBy("..scheduler.streams")
            .layer("runtime")
            .definedBy("..scheduler.runtime")
            .layer("wiring")
            .definedBy("io.lc2.backup.scheduler")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("wiring");

    @ArchTest
    static final ArchRule ONLY_THE_WIRING_KNOWS_SPRING = noClasses()
            .that()
            .resideInAnyPackage("..scheduler.streams", "..scheduler.runtime")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.lc2.backup.avro..");
}
