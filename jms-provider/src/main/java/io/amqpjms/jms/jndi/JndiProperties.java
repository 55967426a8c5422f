package io.amqpjms.jms.jndi;

import io.amqpjms.jms.internal.options.FactorySettings;
import io.amqpjms.jms.internal.options.Redactor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** What the environment and the properties file say, variables expanded on reading. Immutable. */
final class JndiProperties {

    private static final String CLASS_PATH = "classpath:";

    private final Map<String, Object> values;
    private final Variables variables;
    private final @Nullable String providerUri;

    private JndiProperties(Map<String, Object> values, @Nullable String providerUri) {
        this.values = values;
        this.variables = new Variables(values::get);
        this.providerUri = providerUri;
    }

    /** Reads the environment, and the file that it names. */
    static JndiProperties of(Map<?, ?> environment) throws NamingException {
        Map<String, Object> values = new TreeMap<>();
        environment.forEach((key, value) -> values.put(String.valueOf(key), value));
        String location = location(values);
        if (location == null || location.isBlank()) {
            return new JndiProperties(values, null);
        }
        if (FactorySettings.isUri(location)) {
            return new JndiProperties(values, location);
        }
        load(location).forEach((key, value) -> values.put(String.valueOf(key), value));
        return new JndiProperties(values, null);
    }

    private static @Nullable String location(Map<String, Object> values) throws NamingException {
        Object given = values.get(Context.PROVIDER_URL);
        String location = given == null ? System.getProperty(Context.PROVIDER_URL) : String.valueOf(given);
        return location == null ? null : new Variables(values::get).expand(Context.PROVIDER_URL, location);
    }

    private static Properties load(String location) throws NamingException {
        Properties properties = new Properties();
        try (InputStream stream = open(location)) {
            properties.load(stream);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            NamingException failure = new ConfigurationException("Reading the JNDI properties that "
                    + Context.PROVIDER_URL + " names, '" + Redactor.forMessage(location) + "', failed: "
                    + e.getMessage()
                    + ". It may be a path, file:, classpath:, or the URI of a broker.");
            failure.initCause(e);
            throw failure;
        }
    }

    private static InputStream open(String location) throws IOException {
        if (location.startsWith(CLASS_PATH)) {
            return resource(location.substring(CLASS_PATH.length()));
        }
        return new FileInputStream(
                (location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location)).toFile());
    }

    private static InputStream resource(String name) throws IOException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? JndiProperties.class.getClassLoader() : context;
        InputStream stream = loader.getResourceAsStream(name.startsWith("/") ? name.substring(1) : name);
        if (stream == null) {
            throw new FileNotFoundException("no such resource on the class path");
        }
        return stream;
    }

    /** The URI that the environment names as its provider, or null. */
    @Nullable
    String providerUri() {
        return providerUri;
    }

    /** The properties whose keys begin so, in any case, by the rest of their keys. */
    Map<String, String> startingWith(String prefix) throws NamingException {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, Object> property : values.entrySet()) {
            String key = property.getKey();
            if (key.length() > prefix.length() && key.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                found.put(key.substring(prefix.length()), variables.expand(key, String.valueOf(property.getValue())));
            }
        }
        return found;
    }

    /** Who logs in, by the JNDI convention, or null. */
    @Nullable
    String principal() throws NamingException {
        return text(Context.SECURITY_PRINCIPAL);
    }

    /** The password of {@link #principal()}, or null. */
    @Nullable
    String credentials() throws NamingException {
        return text(Context.SECURITY_CREDENTIALS);
    }

    // A program may have given it, and a password may hold any character: only what is a variable as a whole is
    // expanded.
    private @Nullable String text(String key) throws NamingException {
        Object value = values.get(key);
        if (value instanceof char[] characters) {
            return new String(characters);
        }
        String text = value == null ? null : String.valueOf(value);
        return text != null && Variables.isOne(text) ? variables.expand(key, text) : text;
    }
}
