package io.amqpjms.engine.internal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where {@code connect.json} is looked for, in order. Stateless. */
final class ConnectFileLocations {
    private ConnectFileLocations() {}

    static List<Path> inOrder() {
        List<Path> places = new ArrayList<>();
        String named = System.getenv("MESSAGING_CONNECT_FILE");
        if (named != null && !named.isEmpty()) {
            places.add(Path.of(named));
        }
        places.add(Path.of("connect.json"));
        places.add(Path.of(System.getProperty("user.home"), ".config", "messaging", "connect.json"));
        places.add(Path.of("/etc/messaging/connect.json"));
        return places;
    }
}
