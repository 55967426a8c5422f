package io.amqpjms.jms.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Plants one offence for each habit, to see that its rule notices. */
class ArchitectureRulesBiteTest {

    static final Arguments[] offences = {
        Arguments.of(ArchitectureTest.methodsAreNeverSynchronized, Monitor.class),
        Arguments.of(ArchitectureTest.publicClassesAreFinal, Open.class),
        Arguments.of(ArchitectureTest.namesSayWhatATypeIs, StringUtils.class),
        Arguments.of(ArchitectureTest.librariesDoNotPrintSleepOrScatterTheClock, Sleeper.class),
        Arguments.of(ArchitectureTest.librariesDoNotPrintSleepOrScatterTheClock, Printer.class),
        Arguments.of(ArchitectureTest.librariesDoNotPrintSleepOrScatterTheClock, ClockReader.class),
        Arguments.of(ArchitectureTest.nettyAndProtonStayInsideTheEngine, NettyUser.class),
    };

    @ParameterizedTest
    @FieldSource("offences")
    void plantedOffenceIsNoticed(ArchRule rule, Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        assertThat(rule.evaluate(classes).hasViolation()).isTrue();
    }

    static final class Monitor {
        private final ReentrantLock lock = new ReentrantLock();

        synchronized boolean held() {
            return lock.isHeldByCurrentThread();
        }
    }

    public static class Open {}

    static final class StringUtils {}

    static final class Sleeper {
        void nap() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class Printer {
        void print() {
            System.out.println("planted");
        }
    }

    static final class ClockReader {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class NettyUser {
        int capacity() {
            return io.netty.buffer.Unpooled.EMPTY_BUFFER.capacity();
        }
    }
}
