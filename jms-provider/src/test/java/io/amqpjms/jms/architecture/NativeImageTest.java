package io.amqpjms.jms.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.AmqpConnectionFactory;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.ObjectFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is reached by its name only stands in {@code reachability-metadata.json}, and what stands there exists. No native-image runs
 * here: this holds the metadata to the code, not the code to an image.
 */
class NativeImageTest {
    private static final Pattern CLASS_NAME =
            Pattern.compile("\"((?:io\\.amqpjms|com\\.sun|java)\\.[\\w.]*\\.[A-Z][a-z][\\w$]*)\"");
    private static final Pattern VAR_HANDLE = Pattern.compile("findVarHandle\\((\\w+)\\.class,\\s*\"(\\w+)\"");
    private static final Pattern OWN_RESOURCE = Pattern.compile("getResourceAsStream\\(\"([^\"]+)\"");
    private static final Pattern METHOD_HANDLE =
            Pattern.compile("\\.find(?:Virtual|Static|Special)\\((\\w+)\\.class,\\s*\"(\\w+)\"");
    private static final Pattern REFLECTION =
            Pattern.compile("Class\\.forName\\(|ServiceLoader|getMethod\\(|getDeclared\\w+\\(|getConstructor\\("
                    + "|newProxyInstance|\\.find(Virtual|Static|Special|Constructor|Getter|Setter|StaticGetter|StaticSetter)\\("
                    + "|\\.unreflect\\w*\\(");

    private static ReachabilityMetadata metadata;
    private static List<Class<?>> classes;
    private static List<Path> sources;

    @BeforeAll
    static void read() throws IOException {
        metadata = ReachabilityMetadata.ofAllModules();
        sources = ReachabilityMetadata.MODULES.stream()
                .flatMap(module -> javaBelow(Path.of("..", module, "src", "main", "java")))
                .toList();
        classes = sources.stream()
                .filter(source -> !source.toString().matches(".*(module|package)-info\\.java"))
                .flatMap(source -> withNested(topLevel(source)))
                .toList();
    }

    private static Class<?> topLevel(Path source) {
        String name = source.toString()
                .replaceFirst(".*/src/main/java/", "")
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
        try {
            return Class.forName(name, false, NativeImageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getDeclaredClasses()).flatMap(NativeImageTest::withNested));
    }

    private static Stream<Path> javaBelow(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everythingThatIsListedExists() throws Exception {
        List<Map<String, Object>> types = metadata.section("reflection");
        assertThat(types).hasSizeGreaterThan(4);
        for (Map<String, Object> type : types) {
            String name = type.get("type").toString();
            if (name.startsWith("java.lang.Thread") && Runtime.version().feature() < 21) {
                continue; // virtual threads, which this Java has not got
            }
            Class<?> found = Class.forName(name, false, getClass().getClassLoader());
            for (Map<String, Object> method :
                    ReachabilityMetadata.entries(type, "methods").toList()) {
                Class<?>[] parameters = parameters(method);
                if (method.get("name").equals("<init>")) {
                    assertThat(found.getDeclaredConstructor(parameters)).isNotNull();
                } else {
                    assertThat(found.getMethod(method.get("name").toString(), parameters))
                            .isNotNull();
                }
            }
            for (Map<String, Object> field :
                    ReachabilityMetadata.entries(type, "fields").toList()) {
                assertThat(found.getDeclaredField(field.get("name").toString())).isNotNull();
            }
        }
        assertThat(metadata.names("resources", "glob"))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(getClass().getClassLoader().getResource(resource))
                        .as(resource)
                        .isNotNull());
    }

    private static Class<?>[] parameters(Map<String, Object> method) throws ClassNotFoundException {
        List<?> names = (List<?>) method.get("parameterTypes");
        Class<?>[] parameters = new Class<?>[names.size()];
        for (int index = 0; index < parameters.length; index++) {
            parameters[index] = Class.forName(names.get(index).toString());
        }
        return parameters;
    }

    @Test
    void whatOthersMakeByItsNameIsListed() {
        List<String> made = classes.stream()
                .filter(type -> InitialContextFactory.class.isAssignableFrom(type)
                        || ObjectFactory.class.isAssignableFrom(type))
                .map(Class::getName)
                .toList();
        assertThat(made).hasSize(2);
        assertThat(metadata.names("reflection", "type")).containsAll(made);
    }

    @Test
    void everyClassThatTheSourcesNameIsListed() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (Path source : sources) {
            if (source.endsWith("JdkValueTypes.java")) {
                continue; // what an ObjectMessage may hold: allowed by these names, not loaded by them
            }
            CLASS_NAME.matcher(Files.readString(source)).results().forEach(name -> named.add(name.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(2);
        assertThat(metadata.names("reflection", "type")).containsAll(named);
    }

    @Test
    void membersAndResourcesThatTheSourcesNameAreListed() throws IOException {
        String listed = metadata.section("reflection").toString();
        int found = 0;
        for (Path source : sources) {
            String text = Files.readString(source);
            for (var field : VAR_HANDLE.matcher(text).results().toList()) {
                assertThat(listed).contains("." + field.group(1) + ", fields=[{name=" + field.group(2) + "}]");
                found++;
            }
            for (var method : METHOD_HANDLE.matcher(text).results().toList()) {
                assertThat(listed)
                        .containsPattern(
                                "\\." + method.group(1) + ", methods=\\[[^]]*\\{name=" + method.group(2) + ",");
                found++;
            }
            for (var resource : OWN_RESOURCE.matcher(text).results().toList()) {
                assertThat(metadata.names("resources", "glob"))
                        .anySatisfy(glob -> assertThat(glob).endsWith(resource.group(1)));
                found++;
            }
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void everythingElseThatReflectsIsKnown() throws IOException {
        TreeSet<String> reflecting = new TreeSet<>();
        for (Path source : sources) {
            if (REFLECTION.matcher(Files.readString(source)).find()) {
                reflecting.add(source.getFileName().toString());
            }
        }
        // Virtual threads are listed. Which classes an ObjectMessage holds is for the application's own metadata to
        // say.
        assertThat(reflecting)
                .containsExactlyInAnyOrder("ObjectSerialization.java", "ThreadKind.java", "VirtualThreads.java");
    }

    @Test
    void whatIsStoredIsListed() {
        List<String> stored = classes.stream()
                .filter(type -> Serializable.class.isAssignableFrom(type) && !Throwable.class.isAssignableFrom(type))
                .filter(type -> !type.isEnum() && !type.isInterface() && !Modifier.isAbstract(type.getModifiers()))
                // A connection factory is stored as a StoredFactory.
                .filter(type -> !type.equals(AmqpConnectionFactory.class))
                .map(Class::getName)
                .toList();
        assertThat(metadata.names("serialization", "type")).containsExactlyInAnyOrderElementsOf(stored);
    }
}
