package io.amqpjms.engine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.apache.activemq.artemis.spi.core.security.jaas.SCRAMLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.SCRAMPropertiesLoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.TextFileCertificateLoginModule;
import org.jspecify.annotations.Nullable;

/** The JVM's login configuration for the time of a test: the entries it was given, and no other. */
public final class JaasEntries extends Configuration implements AutoCloseable {
    private final Map<String, AppConfigurationEntry[]> entries = new LinkedHashMap<>();

    /** Lets this user log in by SCRAM: {@code scram} is for the acceptor, {@code broker} has the last word. */
    public static JaasEntries scram(Path directory, String user, String password) throws IOException {
        Map<String, String> files =
                files(directory, "org.apache.activemq.jaas.properties.", user + " = " + password, "all = " + user);
        return new JaasEntries()
                .with("scram", new Module(SCRAMPropertiesLoginModule.class.getName(), files))
                .with("broker", new Module(SCRAMLoginModule.class.getName(), Map.of()));
    }

    /** Lets in, by {@code broker}, whoever shows a certificate made out to this name, as this user. */
    public static JaasEntries certificate(Path directory, String user, String distinguishedName) throws IOException {
        Map<String, String> files = files(
                directory, "org.apache.activemq.jaas.textfiledn.", user + " = " + distinguishedName, "all = " + user);
        return new JaasEntries().with("broker", new Module(TextFileCertificateLoginModule.class.getName(), files));
    }

    private static Map<String, String> files(Path directory, String prefix, String users, String roles)
            throws IOException {
        Files.writeString(directory.resolve("users"), users + "\n");
        Files.writeString(directory.resolve("roles"), roles + "\n");
        return Map.of("baseDir", directory.toString(), prefix + "user", "users", prefix + "role", "roles");
    }

    /** Becomes the JVM's configuration. */
    public JaasEntries install() {
        Configuration.setConfiguration(this);
        return this;
    }

    public JaasEntries with(String name, Module... modules) {
        AppConfigurationEntry[] stack = new AppConfigurationEntry[modules.length];
        for (int i = 0; i < modules.length; i++) {
            stack[i] = new AppConfigurationEntry(
                    modules[i].name(),
                    i == 0 ? LoginModuleControlFlag.REQUIRED : LoginModuleControlFlag.OPTIONAL,
                    modules[i].options());
        }
        entries.put(name, stack);
        return this;
    }

    /** A login module by its class's name. */
    public record Module(String name, Map<String, String> options) {}

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        return entries.get(name);
    }

    @Override
    public void close() {
        Configuration.setConfiguration(null);
    }
}
