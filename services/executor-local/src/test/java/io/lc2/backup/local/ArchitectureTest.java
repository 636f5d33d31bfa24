package io.lc2.backup.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule S3_SDK_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.lc2.backup.local.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..")
            .because("a store is used through the SPI");

    @ArchTest
    static final ArchRule NO_OTHER_CLOUD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.google.cloud..", "com.google.api..", "com.azure..", "software.amazon.awssdk.services.rds..")
            .because("each executor knows one provider");

    @ArchTest
    static final ArchRule JDBC_STAYS_WITH_POSTGRES = noClasses()
            .that()
            .resideOutsideOfPackage("io.lc2.backup.local.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..")
            .because("a database is used through the SPI");

    @ArchTest
    static final ArchRule PROVIDERS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("..local.postgres..", "..local.s3..", "..local.files..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.apache.kafka..", "..executor.streams..", "..executor.worker..")
            .because("wiring and loop are around them");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_LOOP =
            slices().matching("io.lc2.backup.local.(*)..").should().beFreeOfCycles();
}
