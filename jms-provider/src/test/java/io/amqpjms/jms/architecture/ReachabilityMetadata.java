package io.amqpjms.jms.architecture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the modules tell GraalVM's native-image of themselves: their {@code reachability-metadata.json}. Immutable. */
record ReachabilityMetadata(List<Map<String, Object>> files) {
    static final List<String> MODULES = List.of("amqp-engine", "jms-mapping", "jms-provider");

    static ReachabilityMetadata ofAllModules() throws IOException {
        List<Map<String, Object>> files = new ArrayList<>();
        for (String module : MODULES) {
            files.add(read(Path.of("..", module, "src/main/resources/META-INF/native-image/io.amqpjms", module)
                    .resolve("reachability-metadata.json")));
        }
        return new ReachabilityMetadata(files);
    }

    /** The entries of this section of all files. */
    List<Map<String, Object>> section(String name) {
        return files.stream().flatMap(file -> entries(file, name)).toList();
    }

    /** What stands under this key in all entries of the section. */
    List<String> names(String section, String key) {
        return section(section).stream()
                .map(entry -> Objects.requireNonNull(entry.get(key), () -> key + " in " + entry)
                        .toString())
                .toList();
    }

    /** The objects of the list under this key; none if there is no such key. */
    @SuppressWarnings("unchecked") // the reader makes such maps of objects
    static Stream<Map<String, Object>> entries(Map<String, Object> object, String key) {
        return ((List<Object>) object.getOrDefault(key, List.of())).stream().map(entry -> (Map<String, Object>) entry);
    }

    @SuppressWarnings("unchecked") // the file is an object
    private static Map<String, Object> read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        return parser.getText();
    }
}
