package io.amqpjms.jms.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of this build, as the build wrote it; immutable. */
public record ProviderVersion(String text, int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final ProviderVersion CURRENT = read();

    /** The version this class was built as. */
    public static ProviderVersion current() {
        return CURRENT;
    }

    static ProviderVersion of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? new ProviderVersion(text, Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)))
                : new ProviderVersion(text, 0, 0);
    }

    private static ProviderVersion read() {
        Properties built = new Properties();
        try (InputStream file = ProviderVersion.class.getResourceAsStream("version.properties")) {
            // A repackaged jar may have dropped the file; that is no reason to refuse connections.
            if (file != null) {
                built.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the version of this build", unreadable);
        }
        return of(built.getProperty("version", "unknown"));
    }
}
