package io.amqpjms.jms.internal.watch;

import io.amqpjms.jms.ConnectionStatus;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean by which JMX shows a connection as long as it is open. A connection does not fail for lack of it. Immutable. */
final class Management {
    static final Management NONE = new Management(null);

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final @Nullable ObjectName name;

    private Management(@Nullable ObjectName name) {
        this.name = name;
    }

    /** Shows this. */
    static Management of(ConnectionStatus status) {
        try {
            ObjectName name =
                    new ObjectName("io.amqpjms:type=Connection,id=" + ObjectName.quote(status.getConnectionId()));
            server().registerMBean(new StandardMBean(status, ConnectionStatus.class, true), name);
            return new Management(name);
        } catch (JMException | RuntimeException refused) {
            LOG.warn("Connection {} cannot be shown by JMX", status.getConnectionId(), refused);
            return NONE;
        }
    }

    void close() {
        if (name == null) {
            return;
        }
        try {
            server().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            LOG.debug("{} was taken away from JMX by somebody else", name, gone);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
