package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ConnectionOptions;
import io.netty.util.NetUtil;
import java.net.InetAddress;

/** Which hosts are this machine, so that nobody on a network reads what they are sent. Stateless. */
public final class ThisMachine {
    private ThisMachine() {}

    /** Whether that is {@code localhost} or a loopback address; what else a name leads to, others may decide. */
    public static boolean is(String host) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        return literal == null ? host.equalsIgnoreCase("localhost") : literal.isLoopbackAddress();
    }

    /** Whether a line with these options stays here, its proxy included. */
    public static boolean keeps(ConnectionOptions options) {
        return is(options.host())
                && (options.proxy() == null || is(options.proxy().host()));
    }
}
