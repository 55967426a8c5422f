package io.amqpjms.tck;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Takes away what a test of the kit left in the broker; the kit's old harness gave each test a JVM of its own. Found by
 * the test engine itself, as the kit's classes cannot name it.
 */
public final class FreshBroker implements AfterEachCallback {
    private static final String KIT = "com.sun.ts.tests.";

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (context.getRequiredTestClass().getName().startsWith(KIT)) {
            BrokerUnderTest.running().reset();
        }
    }
}
