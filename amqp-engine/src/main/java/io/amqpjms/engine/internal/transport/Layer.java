package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Stage;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** What lies between a connected channel and the {@link Wire}, such as TLS; put on one after the other, on the loop. */
interface Layer {
    /** How far a connection is that this layer is being put on. */
    Stage stage();

    /**
     * Adds its handlers before the {@link Wire}; the future, of the channel's loop, tells when bytes may flow through them.
     */
    Future<?> addTo(Channel channel) throws GeneralSecurityException, IOException;

    /** What became of the future, in words that a user understands. */
    default Throwable explain(Throwable cause) {
        return cause;
    }
}
