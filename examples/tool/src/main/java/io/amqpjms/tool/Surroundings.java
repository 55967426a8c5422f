package io.amqpjms.tool;

import java.io.InputStream;
import java.util.Map;

/**
 * What the process is given. Immutable.
 *
 * @param in the standard input
 * @param environment the environment variables
 * @param terminal whether a person watches
 */
record Surroundings(InputStream in, Map<String, String> environment, boolean terminal) {
    static Surroundings ofProcess() {
        return new Surroundings(System.in, System.getenv(), Terminal.isThere());
    }
}
