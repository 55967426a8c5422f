package io.amqpjms.engine.internal.config;

import java.nio.file.Path;
import java.util.List;

/** Where {@code connect.json} is looked for, in order, unless the environment names a file. Stateless. */
final class ConnectFileLocations {
    private ConnectFileLocations() {}

    static List<Path> inOrder() {
        return List.of(
                Path.of("connect.json"),
                Path.of(System.getProperty("user.home"), ".config", "messaging", "connect.json"),
                Path.of("/etc/messaging/connect.json"));
    }
}
