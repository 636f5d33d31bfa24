package io.lc2.backup.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.domain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PURE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.lc2.backup.domain..",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "java.time..",
                    "java.nio.charset",
                    "java.math",
                    "java.text",
                    "org.jspecify.annotations")
            .because("rules are pure: I/O, threads, frameworks and generated classes belong to the modules around");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("time is an argument");

    @ArchTest
    static final ArchRule VOCABULARY_KNOWS_NO_RULES = noClasses()
            .that()
            .resideInAnyPackage("..domain.request", "..domain.recovery", "..domain.event")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..domain.operation")
            .because("what was asked and what happened is said without knowing what is decided");

    @ArchTest
    static final ArchRule CATALOG_IS_ON_TOP =
            slices().matching("io.lc2.backup.domain.(catalog)..").should().beFreeOfCycles();
}
