package io.amqpjms.engine.security;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/** The JVM's login configuration for the time of a test: the entries it was given, and no other. */
final class JaasEntries extends Configuration implements AutoCloseable {
    private final Map<String, AppConfigurationEntry[]> entries = new LinkedHashMap<>();

    /** Becomes the JVM's configuration. */
    JaasEntries install() {
        Configuration.setConfiguration(this);
        return this;
    }

    JaasEntries with(String name, Module... modules) {
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
    record Module(String name, Map<String, String> options) {}

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        return entries.get(name);
    }

    @Override
    public void close() {
        Configuration.setConfiguration(null);
    }
}
