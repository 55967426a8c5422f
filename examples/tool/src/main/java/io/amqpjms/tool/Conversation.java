package io.amqpjms.tool;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Talks with a broker and tells each step: what a program says, and the frames that come of it. Each step ends with a question
 * that the broker answers, so that its frames are there before they are told. For one thread.
 */
final class Conversation {
    private static final long PATIENCE_MILLIS = 10_000;

    private final PrintWriter out;
    private final FrameWatch frames;
    private int steps;

    Conversation(PrintWriter out, FrameWatch frames) {
        this.out = out;
        this.frames = frames;
    }

    /** @param url the broker's, with the options that have frames logged */
    void with(String url) throws JMSException {
        try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
            tell("Connect", "JMSContext context = new AmqpConnectionFactory(url).createContext();");
            explain("After the login each side says who it is. One connection carries many sessions.");
            send(context);
            receive(context);
            request(context);
            publish(context);
        }
        tell("Go", "context.close();");
        explain("Sessions and links end with their connection.");
    }

    private void send(JMSContext context) {
        Queue orders = context.createQueue("orders");
        context.createProducer().send(orders, "1 kg of apples");
        tell("Send to a queue", "context.createProducer().send(orders, \"1 kg of apples\");");
        explain(
                "A link sends only as far as its receiver gave credit. With 'accepted' the broker answers for the message.");
    }

    private void receive(JMSContext context) throws JMSException {
        String body;
        try (JMSConsumer consumer = context.createConsumer(context.createQueue("orders"))) {
            body = text(consumer.receive(PATIENCE_MILLIS));
        }
        tell("Receive from a queue", "context.createConsumer(orders).receive();");
        explain("Received: \"" + body
                + "\". The client gave the credit now, and 'accepted' takes the message off the queue.");
    }

    private void request(JMSContext context) throws JMSException {
        String answer;
        try (JMSContext responder = context.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            responder
                    .createConsumer(responder.createQueue("greeter"))
                    .setMessageListener(request -> answer(responder, request));
            answer = ask(context);
        }
        tell("Ask and be answered", "producer.setJMSReplyTo(answers).send(greeter, \"Who is there?\");");
        explain("Answered: \"" + answer
                + "\". The question names a temporary queue, which lives as long as the link that made it.");
    }

    private static String ask(JMSContext context) throws JMSException {
        TemporaryQueue answers = context.createTemporaryQueue();
        String answer;
        try (JMSConsumer consumer = context.createConsumer(answers)) {
            context.createProducer().setJMSReplyTo(answers).send(context.createQueue("greeter"), "Who is there?");
            answer = text(consumer.receive(PATIENCE_MILLIS));
        }
        answers.delete();
        return answer;
    }

    private static void answer(JMSContext responder, Message request) {
        try {
            responder.createProducer().send(request.getJMSReplyTo(), "The greeter");
        } catch (JMSException e) {
            throw new JMSRuntimeException("answer a request", e.getErrorCode(), e);
        }
    }

    private void publish(JMSContext context) throws JMSException {
        Topic weather = context.createTopic("weather");
        String both;
        try (JMSConsumer one = context.createConsumer(weather);
                JMSConsumer other = context.createConsumer(weather)) {
            context.createProducer().send(weather, "rain");
            both = "\"" + text(one.receive(PATIENCE_MILLIS)) + "\" and \"" + text(other.receive(PATIENCE_MILLIS))
                    + "\"";
        }
        tell("Publish to a topic", "context.createProducer().send(weather, \"rain\");");
        explain("Two subscribers received " + both + ": one transfer to the broker, one to each of them.");
    }

    private static String text(@Nullable Message message) throws JMSException {
        if (message == null) {
            throw new Unsuccessful("nothing came back within " + PATIENCE_MILLIS + " ms", "");
        }
        return message.getBody(String.class);
    }

    private void tell(String title, String code) {
        steps++;
        out.println(steps + ". " + title);
        out.println("   " + code);
        for (Frame frame : frames.take()) {
            out.printf(
                    "   %s  %-15s  %s%n",
                    frame.sent() ? "client -> broker" : "client <- broker",
                    FrameWords.name(frame),
                    FrameWords.of(frame));
        }
    }

    private void explain(String words) {
        out.println("   " + words);
        out.println();
        out.flush();
    }
}
