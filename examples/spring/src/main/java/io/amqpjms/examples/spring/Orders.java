package io.amqpjms.examples.spring;

import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jms.core.JmsTemplate;

/**
 * Sends two orders by a {@code JmsTemplate} and prints what a {@code DefaultMessageListenerContainer} made of them.
 *
 * <p>Usage: {@code Orders <connection-url>}.
 */
public final class Orders {
    private static final long PATIENCE_SECONDS = 20;

    private Orders() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws InterruptedException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Usage: Orders <connection-url>");
        }
        try (AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext()) {
            beans.registerBean("brokerUrl", String.class, () -> arguments[0]);
            beans.register(Messaging.class);
            beans.refresh();
            JmsTemplate template = beans.getBean(JmsTemplate.class);
            template.convertAndSend("orders", "apples");
            template.convertAndSend("orders", "pears");
            BlockingQueue<String> packed = beans.getBean(Packing.class).packed();
            for (int order = 0; order < 2; order++) {
                out.println("PACKED: " + packed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        }
    }
}
