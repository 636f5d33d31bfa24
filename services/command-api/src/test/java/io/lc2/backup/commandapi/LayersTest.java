package io.lc2.backup.commandapi;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lc2.backup.commandapi", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule HTTP_AND_KAFKA_MEET_ONLY_IN_THE_SUBMISSION = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wiring")
            .definedBy("io.lc2.backup.commandapi")
            .layer("rest")
            .definedBy("..rest..")
            .layer("kafka")
            .definedBy("..kafka..")
            .layer("submission")
            .definedBy("..submission..")
            .layer("dead letters")
            .definedBy("..deadletters..")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("kafka")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("submission")
            .mayOnlyBeAccessedByLayers("wiring", "rest", "kafka")
            .whereLayer("dead letters")
            .mayOnlyBeAccessedByLayers("wiring", "rest", "kafka");
}
