package io.amqpjms.jms.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Container;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.JmsDestination;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed libraries say the same to OSGi as to the Java module system, and look for services in no other way. */
class BundleIT {
    private static final Pattern NOT_IN_QUOTES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern VERSION = Pattern.compile(";version=\"([^\"]+)\"");

    private static Path jarOf(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar.toString()).as("%s is packed", type).endsWith(".jar");
        return jar;
    }

    private static ModuleDescriptor moduleIn(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    private static Attributes manifestOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    /** Package by package, what stands behind it. */
    private static Map<String, String> header(Attributes manifest, String name) {
        Map<String, String> clauses = new TreeMap<>();
        Arrays.stream(NOT_IN_QUOTES.split(manifest.getValue(name)))
                .forEach(clause -> clauses.put(clause.replaceFirst(";.*", ""), clause));
        return clauses;
    }

    @ParameterizedTest
    @ValueSource(classes = {Container.class, JmsDestination.class, AmqpConnectionFactory.class})
    void exportsAreThoseOfTheModule(Class<?> type) throws Exception {
        Path jar = jarOf(type);
        ModuleDescriptor module = moduleIn(jar);
        Attributes manifest = manifestOf(jar);
        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(module.name());
        Map<String, String> exports = header(manifest, "Export-Package");
        TreeSet<String> exported = new TreeSet<>();
        module.exports().forEach(export -> exported.add(export.source()));
        assertThat(exports.keySet()).isEqualTo(exported);
        String version = manifest.getValue("Bundle-Version").replaceFirst("\\.[A-Z].*|\\.\\d{12,}$", "");
        assertThat(exports.values()).allSatisfy(clause -> assertThat(clause).contains(";version=\"" + version));
    }

    @ParameterizedTest
    @ValueSource(classes = {Container.class, JmsDestination.class, AmqpConnectionFactory.class})
    void importsOfOthersHaveARangeOfVersions(Class<?> type) throws Exception {
        Map<String, String> imports = header(manifestOf(jarOf(type)), "Import-Package");
        assertThat(imports).containsKey("org.jspecify.annotations");
        assertThat(imports.get("org.jspecify.annotations")).contains("resolution:=optional");
        assertThat(imports).allSatisfy((name, clause) -> {
            assertThat(name)
                    .as("of an internal package")
                    .doesNotContain("amqpjms.engine.internal", "amqpjms.jms.internal");
            if (!name.startsWith("javax.") && !name.startsWith("jdk.") && !name.startsWith("com.ongres.")) {
                assertThat(VERSION.matcher(clause).find()).as(clause).isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {Container.class, JmsDestination.class, AmqpConnectionFactory.class})
    void nothingIsOfferedToOrWantedFromAServiceLoader(Class<?> type) throws Exception {
        Path jar = jarOf(type);
        assertThat(moduleIn(jar).uses()).isEmpty();
        assertThat(moduleIn(jar).provides()).isEmpty();
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("META-INF/services/"))
                    .anyMatch(name -> name.endsWith("reachability-metadata.json"));
        }
    }
}
