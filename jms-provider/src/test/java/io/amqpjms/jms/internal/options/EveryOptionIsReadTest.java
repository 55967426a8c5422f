package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table says of an option is what the code does: one that works is read somewhere, any other is not. */
class EveryOptionIsReadTest {

    private static final Set<Class<?>> TABLES =
            Set.of(JmsOptions.class, PolicyOptions.class, AmqpOptions.class, TransportOptions.class, TlsOptions.class);

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private record Declared(Option<?> option, JavaField field) {
        @Override
        public String toString() {
            return option.name();
        }
    }

    static List<Declared> declared() {
        return TABLES.stream().flatMap(EveryOptionIsReadTest::declaredIn).toList();
    }

    private static Stream<Declared> declaredIn(Class<?> table) {
        return MAIN.get(table).getFields().stream()
                .filter(field -> field.getRawType().isEquivalentTo(Option.class))
                .map(field -> new Declared(valueOf(field), field));
    }

    private static Option<?> valueOf(JavaField field) {
        try {
            return (Option<?>) field.reflect().get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("read " + field.getFullName(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("declared")
    void optionIsReadIfAndOnlyIfItWorks(Declared declared) {
        boolean read = declared.field().getAccessesToSelf().stream()
                .anyMatch(access -> TABLES.stream()
                        .noneMatch(table -> access.getOriginOwner().isEquivalentTo(table)));
        assertThat(read)
                .as("%s is read", declared)
                .isEqualTo(declared.option().support().state() == Support.State.WORKS);
    }
}
