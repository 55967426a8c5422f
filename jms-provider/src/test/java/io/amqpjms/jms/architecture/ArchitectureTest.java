package io.amqpjms.jms.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The arrows between modules and packages, the thread rules, and a few habits, held against all main classes. */
@AnalyzeClasses(packages = "io.amqpjms", importOptions = MainClasses.class)
class ArchitectureTest {

    private static final String ENGINE = "io.amqpjms.engine..";
    private static final String ENGINE_MESSAGE = "io.amqpjms.engine.message..";
    private static final String ENGINE_INTERNAL = "io.amqpjms.engine.internal..";
    private static final String MAPPING = "io.amqpjms.mapping..";
    private static final String PROVIDER = "io.amqpjms.jms..";
    private static final String PROTON = "org.apache.qpid.proton..";
    private static final String NETTY = "io.netty..";

    @ArchTest
    static final ArchRule engineHasNeverHeardOfJms = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", MAPPING, PROVIDER)
            .because("whoever needs AMQP beyond JMS uses the engine alone");

    @ArchTest
    static final ArchRule mappingKnowsOnlyTheMessageModelOfTheEngine = noClasses()
            .that()
            .resideInAPackage(MAPPING)
            .should()
            .dependOnClassesThat(resideInAnyPackage(NETTY, PROTON, PROVIDER)
                    .or(resideInAPackage(ENGINE).and(not(resideInAPackage(ENGINE_MESSAGE)))))
            .because("a mapping turns values into bytes and has no link to send them on");

    @ArchTest
    static final ArchRule messageModelStandsAlone = noClasses()
            .that()
            .resideInAPackage(ENGINE_MESSAGE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(NETTY, PROTON)
                    .or(resideInAPackage(ENGINE).and(not(resideInAPackage(ENGINE_MESSAGE)))))
            .because("the codec runs on the caller's thread, apart from any connection");

    @ArchTest
    static final ArchRule nettyAndProtonStayInsideTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE_INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NETTY, PROTON)
            .because("they are how the engine works, not what it is");

    @ArchTest
    static final ArchRule nettyStaysWhereBytesAndLoopsAre = noClasses()
            .that()
            .resideInAPackage(ENGINE_INTERNAL)
            .and(not(resideInAnyPackage("io.amqpjms.engine.internal.transport..", "io.amqpjms.engine.internal.loop..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(NETTY)
            .because("endpoints speak AMQP, not sockets");

    @ArchTest
    static final ArchRule engineInternalsAreTheEnginesOwn = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE_INTERNAL);

    @ArchTest
    static final ArchRule mappingInternalsAreTheMappingsOwn = noClasses()
            .that()
            .resideOutsideOfPackage(MAPPING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.amqpjms.mapping.internal..");

    @ArchTest
    static final ArchRule providerInternalsAreTheProvidersOwn = noClasses()
            .that()
            .resideOutsideOfPackage(PROVIDER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.amqpjms.jms.internal..");

    @ArchTest
    static final ArchRule modulesHaveNoCycles =
            slices().matching("io.amqpjms.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engineInternalsHaveNoCycles =
            slices().matching("io.amqpjms.engine.internal.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule providerInternalsHaveNoCycles =
            slices().matching("io.amqpjms.jms.internal.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule methodsAreNeverSynchronized = noMethods()
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("a wait inside would pin a virtual thread to its carrier");

    @ArchTest
    static final ArchRule loopConfinedClassesHaveNoLock = noClasses()
            .that()
            .resideInAPackage(ENGINE_INTERNAL)
            .and(not(belongTo("Loop", "LendingLoop", "SharedLoops")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..")
            .because("one event loop is the only thread that touches them; those named are the doors to it");

    @ArchTest
    static final ArchRule endpointsPublishOnlyWhatIsListed = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.amqpjms.engine.internal.endpoint..")
            .and(not(areNamed(
                    "AbstractEndpoint.ended",
                    "ConnectionEndpoint.remote",
                    "ConnectionEndpoint.peer",
                    "IncomingDelivery.settled",
                    "LinkEndpoint.remote",
                    "SenderEndpoint.credit",
                    "OutgoingDelivery.future",
                    "OutgoingDelivery.result",
                    "OutgoingStream.size",
                    "OutgoingStream.complete",
                    "ReceiverEndpoint.proton",
                    "TransactionEndpoint.link")))
            .should()
            .haveModifier(JavaModifier.VOLATILE)
            .because("the loop alone writes their state; what other threads may read is listed by name");

    @ArchTest
    static final ArchRule publicClassesAreFinal = classes()
            .that()
            .arePublic()
            .and(areOpenForNoReason())
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("what is open to extension is promised for ever");

    @ArchTest
    static final ArchRule namesSayWhatATypeIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
            .because("such a name says nothing");

    @ArchTest
    static final ArchRule librariesDoNotPrintSleepOrScatterTheClock = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a library logs, waits for events and is given its clock");

    private static DescribedPredicate<JavaClass> areOpenForNoReason() {
        return describe(
                "are neither interface, enum, sealed, exception nor an abstract class of internals",
                type -> !type.isInterface()
                        && !type.isEnum()
                        && !type.isAssignableTo(Throwable.class)
                        && !type.reflect().isSealed()
                        && !(type.getPackageName().contains(".internal")
                                && type.getModifiers().contains(JavaModifier.ABSTRACT)));
    }

    private static DescribedPredicate<JavaClass> belongTo(String... names) {
        Set<String> allowed = Set.of(names);
        return describe(
                "belong to " + allowed,
                type -> allowed.contains(type.getSimpleName())
                        || type.getEnclosingClass()
                                .filter(outer -> allowed.contains(outer.getSimpleName()))
                                .isPresent());
    }

    private static DescribedPredicate<JavaField> areNamed(String... names) {
        Set<String> allowed = Set.of(names);
        return describe(
                "are named " + allowed,
                field -> allowed.contains(field.getOwner().getSimpleName() + "." + field.getName()));
    }
}
