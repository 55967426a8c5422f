package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.internal.transport.Wire;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.jspecify.annotations.Nullable;

/** The protocol engine of one connection, made from its options. The parts are loop-confined. */
record ProtonConnection(Connection connection, ProtonTransport transport, Collector collector) {
    static ProtonConnection create(ConnectionOptions options, String containerId, SaslListener login) {
        Connection connection = connection(options, containerId);
        ProtonTransport transport = transport(options);
        if (options.sasl().enabled()) {
            Sasl sasl = transport.sasl();
            sasl.client();
            sasl.setRemoteHostname(hostname(options));
            sasl.setListener(login);
        }
        Collector collector = Proton.collector();
        connection.collect(collector);
        transport.bind(connection);
        return new ProtonConnection(connection, transport, collector);
    }

    private static Connection connection(ConnectionOptions options, String containerId) {
        Connection connection = Proton.connection();
        connection.setContainer(options.containerId() == null ? containerId : options.containerId());
        connection.setHostname(hostname(options));
        connection.setProperties(FrameValues.toProton("properties of a connection", options.properties()));
        connection.setOfferedCapabilities(Protons.symbols(options.offeredCapabilities()));
        connection.setDesiredCapabilities(Protons.symbols(options.desiredCapabilities()));
        return connection;
    }

    private static ProtonTransport transport(ConnectionOptions options) {
        ProtonTransport transport = new ProtonTransport(options);
        transport.setOutboundFrameSizeLimit(options.maxFrameSize());
        transport.setChannelMax(Math.min(options.channelMax(), Wire.PAYLOAD_FOLLOWS - 1));
        transport.setIdleTimeout((int) Math.min(options.idleTimeout().toMillis(), Integer.MAX_VALUE));
        transport.setEmitFlowEventOnSend(false);
        transport.setUseReadOnlyOutputBuffer(false);
        return transport;
    }

    private static @Nullable String hostname(ConnectionOptions options) {
        String name = options.virtualHost() == null ? options.host() : options.virtualHost();
        return name.isEmpty() ? null : name;
    }
}
