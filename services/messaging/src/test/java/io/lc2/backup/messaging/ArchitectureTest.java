package io.lc2.backup.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule GENERATED_CLASSES_STOP_AT_THE_CODEC = noClasses()
            .that()
            .resideOutsideOfPackage("..messaging.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lc2.backup.avro..")
            .because("who wants a record takes the domain type and a codec");

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NO_DOMAIN = noClasses()
            .that()
            .resideInAnyPackage("..messaging.registry..", "..messaging.serde..", "..messaging.headers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lc2.backup.domain..", "..messaging.codec..", "..messaging.topics..")
            .because("framing and registry are the same for every contract");

    @ArchTest
    static final ArchRule CODECS_KNOW_NO_TOPIC = noClasses()
            .that()
            .resideInAPackage("..messaging.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..messaging.topics..", "..messaging.headers..")
            .because("topics are made of codecs, not the other way round");
}
