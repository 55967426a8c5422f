package io.amqpjms.jms.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.amqpjms.jms.ConnectionStatus;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page names what there is: events and their fields, attributes of JMX. */
class ObservabilityPageTest {
    private static final Path PAGE = Path.of("../docs/OBSERVABILITY.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<JavaClass> events() {
        return new ClassFileImporter()
                .importPath(Path.of("target", "classes", "io", "amqpjms", "jms", "internal", "jfr")).stream()
                        .filter(type -> type.getRawSuperclass()
                                .filter(parent -> parent.isEquivalentTo(Event.class))
                                .isPresent())
                        .toList();
    }

    private static String nameOf(JavaClass event) {
        return event.getAnnotationOfType(Name.class).value();
    }

    private static List<String> rowsWith(String name) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `" + name + "` |"))
                .toList();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventHasARowWithItsFieldsAndItsThreshold(JavaClass event) throws IOException {
        List<String> rows = rowsWith(nameOf(event));
        assertThat(rows).as(nameOf(event)).hasSize(1);
        String[] cells = rows.get(0).split("\\|", -1);
        assertThat(code(cells[3]))
                .containsExactlyInAnyOrderElementsOf(event.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getName)
                        .toList());
        if (event.isAnnotatedWith(Threshold.class)) {
            assertThat(cells[4].strip())
                    .isEqualTo(event.getAnnotationOfType(Threshold.class).value());
        }
    }

    @Test
    void everyEventIsRecordedByTheTestsAndOnThePage() throws IOException {
        List<String> names =
                events().stream().map(ObservabilityPageTest::nameOf).toList();
        assertThat(FlightRecording.EVENTS).containsExactlyInAnyOrderElementsOf(names);
        assertThat(Pattern.compile("`(io\\.amqpjms\\.[A-Z]\\w+)`")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyAttributeOfJmxIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        List<String> table = code(page.substring(page.indexOf("| attribute |"), page.indexOf("Tested by `JmxIT")));
        assertThat(table)
                .containsAll(Stream.of(ConnectionStatus.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("get"))
                        .map(name -> name.substring("get".length()))
                        .toList());
    }
}
