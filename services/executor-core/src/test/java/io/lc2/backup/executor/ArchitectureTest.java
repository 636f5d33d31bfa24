package io.lc2.backup.executor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.executor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LOOP_DOES_NOTHING_ITSELF = noClasses()
            .that()
            .resideInAPackage("..executor.streams")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..executor.spi..",
                    "..executor.steps..",
                    "..executor.objects..",
                    "..executor.artifacts..",
                    "..executor.manifest..",
                    "..executor.runtime..")
            .because("a stream thread decides and writes; work is done elsewhere, from committed orders");

    @ArchTest
    static final ArchRule WORKERS_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("..executor.worker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..executor.streams..", "..executor.runtime..")
            .because("a worker runs steps and reports; how reports travel is not its business");

    @ArchTest
    static final ArchRule WORK_KNOWS_NO_LOOP = noClasses()
            .that()
            .resideInAnyPackage(
                    "..executor.spi..",
                    "..executor.steps..",
                    "..executor.objects..",
                    "..executor.artifacts..",
                    "..executor.manifest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..executor.streams..", "..executor.worker..", "..executor.runtime..")
            .because("a step sees its context and its provider only");

    @ArchTest
    static final ArchRule NO_FOREIGN_SDK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.google.cloud..", "com.azure..", "org.springframework..")
            .because("clouds and frameworks belong to the executors on top of this");
}
