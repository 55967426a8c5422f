package io.amqpjms.jms.internal;

import jakarta.jms.ConnectionMetaData;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What a connection tells of its provider; stateless, for any thread. JMS 3.1 §6.1.6, §3.5.9. */
public final class MetaData implements ConnectionMetaData {
    /** The product name, also told to the broker. */
    public static final String PROVIDER_NAME = "AMQP JMS";

    private static final List<String> JMSX_PROPERTIES =
            List.of("JMSXUserID", "JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount");

    @Override
    public String getJMSVersion() {
        return getJMSMajorVersion() + "." + getJMSMinorVersion();
    }

    @Override
    public int getJMSMajorVersion() {
        return 3;
    }

    @Override
    public int getJMSMinorVersion() {
        return 1;
    }

    @Override
    public String getJMSProviderName() {
        return PROVIDER_NAME;
    }

    @Override
    public String getProviderVersion() {
        return ProviderVersion.current().text();
    }

    @Override
    public int getProviderMajorVersion() {
        return ProviderVersion.current().major();
    }

    @Override
    public int getProviderMinorVersion() {
        return ProviderVersion.current().minor();
    }

    @Override
    public Enumeration<String> getJMSXPropertyNames() {
        return Collections.enumeration(JMSX_PROPERTIES);
    }
}
