package io.amqpjms.engine.internal.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mechanism by which a connection last logged in at each peer, so that a peer that offers less the next time is noticed:
 * its administrator may have changed it, or somebody in between wants a weaker login. Loop-confined.
 */
public final class LoginHistory {
    private static final Logger LOG = LoggerFactory.getLogger(LoginHistory.class);
    private static final int PEERS_KEPT = 64;

    private final Map<String, Mechanism> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mechanism> eldest) {
            return size() > PEERS_KEPT;
        }
    };

    /** A mechanism is about to be used; warns when it is weaker than the one before. */
    void choose(Server server, Mechanism mechanism, Set<String> offered) {
        @Nullable Mechanism before = last.get(server.url());
        if (before != null && mechanism.isWeakerThan(before) && !offered.contains(before.name())) {
            LOG.warn(
                    "{} offers less than at the last login: {} was used then and is not offered any more, {} is used now; it"
                            + " offers {}. If nobody changed that server, somebody may be between. Naming the mechanisms that"
                            + " may be used (amqp.saslMechanisms) rules that out.",
                    server.url(),
                    before.name(),
                    mechanism.name(),
                    offered);
        }
        last.put(server.url(), mechanism);
    }
}
