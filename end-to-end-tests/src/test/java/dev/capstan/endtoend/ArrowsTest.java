package dev.capstan.endtoend;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md: who may know whom. */
class ArrowsTest {
    private static final String SPEC = "dev.capstan.document..";
    private static final String VALIDATOR = "dev.capstan.validator..";
    private static final String LINTER = "dev.capstan.linter..";
    private static final String LANGUAGE_SERVER = "dev.capstan.languageserver..";
    private static final String ENGINE = "dev.capstan.engine..";
    private static final String TRANSPORT = "dev.capstan.transport..";
    private static final String CONSUMER = "dev.capstan.consumer..";
    private static final String AUTHENTICATION = "dev.capstan.authentication..";
    private static final String ADAPTERS = "dev.capstan.adapter..";
    private static final String FORMATS = "dev.capstan.format..";
    private static final String BINDS = "dev.capstan.bind..";
    private static final String LAUNCHER = "dev.capstan.run..";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.capstan");

    @Test
    void theModelKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(SPEC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        VALIDATOR,
                        LINTER,
                        LANGUAGE_SERVER,
                        ENGINE,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        LAUNCHER,
                        "io.netty..",
                        "com.networknt..")
                .check(HOUSE);
    }

    @Test
    void theValidatorKnowsOnlyTheModel() {
        noClasses()
                .that()
                .resideInAPackage(VALIDATOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        LINTER,
                        LANGUAGE_SERVER,
                        ENGINE,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        LAUNCHER,
                        "io.netty..",
                        "com.networknt..",
                        "org.eclipse.lsp4j..")
                .check(HOUSE);
    }

    @Test
    void theLinterKnowsOnlyTheValidatorAndTheModel() {
        noClasses()
                .that()
                .resideInAPackage(LINTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        LANGUAGE_SERVER,
                        ENGINE,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        LAUNCHER,
                        "io.netty..",
                        "org.eclipse.lsp4j..")
                .check(HOUSE);
        slices().matching("dev.capstan.linter.(**)").should().beFreeOfCycles().check(HOUSE);
        slices().matching("dev.capstan.languageserver.(**)")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void theLanguageServerKnowsOnlyTheLinterAndWhatItKnows() {
        noClasses()
                .that()
                .resideInAPackage(LANGUAGE_SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, TRANSPORT, CONSUMER, ADAPTERS, LAUNCHER, "io.netty..")
                .check(HOUSE);
    }

    @Test
    void theEngineKnowsNoAdapterNoCodecAndNoCommandLine() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        LINTER,
                        LANGUAGE_SERVER,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        LAUNCHER,
                        "io.netty.handler.codec..",
                        "com.networknt..",
                        "picocli..")
                .check(HOUSE);
    }

    @Test
    void adaptersDoNotKnowOneAnotherNorTheConsumer() {
        slices().matching("dev.capstan.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(ADAPTERS, TRANSPORT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONSUMER, LAUNCHER)
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage(CONSUMER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT, ADAPTERS, LAUNCHER)
                .check(HOUSE);
    }

    @Test
    void skillsAndControlPortsCallNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.capstan.adapter.skill..", "dev.capstan.adapter.control..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.capstan.engine.spi.consumer..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("UnitCall")
                .check(HOUSE);
    }

    @Test
    void authenticationKnowsOnlyTheEngineAndNobodyKnowsIt() {
        noClasses()
                .that()
                .resideInAPackage(AUTHENTICATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT, CONSUMER, ADAPTERS, LAUNCHER, "io.netty.handler.codec..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE, TRANSPORT, CONSUMER, ADAPTERS, LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AUTHENTICATION)
                .check(HOUSE);
    }

    @Test
    void adaptersSeeNoCodec() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.handler.codec..")
                .check(HOUSE);
    }

    @Test
    void formatsKnowOnlyTheEnginesSpiAndNotOneAnother() {
        slices().matching("dev.capstan.format.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage(FORMATS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        VALIDATOR,
                        LINTER,
                        LANGUAGE_SERVER,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        LAUNCHER,
                        "io.netty.handler..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage(FORMATS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FORMATS)
                .check(HOUSE);
    }

    @Test
    void bindProvidersKnowOnlyTheEnginesSpiAndNotOneAnother() {
        slices().matching("dev.capstan.bind.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("dev.capstan.bind.."), resideInAPackage("dev.capstan.bind.support.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage(BINDS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        VALIDATOR,
                        LINTER,
                        LANGUAGE_SERVER,
                        TRANSPORT,
                        CONSUMER,
                        ADAPTERS,
                        FORMATS,
                        LAUNCHER,
                        "io.netty..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage(BINDS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BINDS)
                .check(HOUSE);
    }

    @Test
    void internalRoomsAreTheEnginesOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.capstan.engine.internal..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.capstan.engine.spi..",
                        "dev.capstan.engine.plan..",
                        "dev.capstan.engine.exchange..",
                        "dev.capstan.engine.failure..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.capstan.engine.internal..")
                .check(HOUSE);
    }

    @Test
    void librariesLeaveTheProcessAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        SPEC,
                        VALIDATOR,
                        LINTER,
                        LANGUAGE_SERVER,
                        ENGINE,
                        TRANSPORT,
                        CONSUMER,
                        AUTHENTICATION,
                        ADAPTERS,
                        FORMATS,
                        BINDS)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..")
                .check(HOUSE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.capstan.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("dev.capstan.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    /** A room with more is two rooms. Records of one model and classes of one rule each are siblings, and stay together. */
    @Test
    void roomsHoldAtMostTwentyFiveFiles() {
        Set<String> siblings = Set.of("dev.capstan.document.model", "dev.capstan.linter.rules");
        Map<String, Long> files = HOUSE.stream()
                .filter(type -> type.isTopLevelClass() && !siblings.contains(type.getPackageName()))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        files.values().removeIf(count -> count <= 25);
        assertThat(files).isEmpty();
    }

    @Test
    void linkersAreUsedThroughTheirFrontRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.capstan.document.link..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.capstan.document.link.internal..")
                .check(HOUSE);
    }

    @Test
    void roomsAreNamedForWhatTheyHold() {
        classes()
                .that()
                .resideInAPackage("dev.capstan..")
                .should()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .check(HOUSE);
    }
}
