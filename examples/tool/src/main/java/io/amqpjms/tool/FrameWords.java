package io.amqpjms.tool;

import java.util.Locale;

/** What a frame says, in words for who sees AMQP for the first time (AMQP 1.0 §2.7, §5.3.3). Stateless. */
final class FrameWords {
    private FrameWords() {}

    /** The name that AMQP has for it. */
    static String name(Frame frame) {
        return switch (frame.kind()) {
            case "SASL", "AMQP" -> "header";
            case "SaslMechanisms" -> "sasl-mechanisms";
            case "SaslInit" -> "sasl-init";
            case "SaslChallenge" -> "sasl-challenge";
            case "SaslResponse" -> "sasl-response";
            case "SaslOutcome" -> "sasl-outcome";
            case "EmptyFrame" -> "(empty)";
            default -> frame.kind().toLowerCase(Locale.ROOT);
        };
    }

    static String of(Frame frame) {
        return switch (frame.kind()) {
            case "SASL" -> "let us begin with a login";
            case "SaslMechanisms" -> "these are the ways to log in here";
            case "SaslInit" -> "I log in by one of them";
            case "SaslChallenge", "SaslResponse" -> "part of the login";
            case "SaslOutcome" -> "the login is over";
            case "AMQP" -> "from here on, AMQP 1.0";
            case "Open" -> open(frame);
            case "Begin" -> (frame.sent() ? "I begin session " : "begun here too: session ") + frame.channel();
            case "Attach" -> link(frame) + attach(frame);
            case "Flow" -> flow(frame);
            case "Transfer" -> transfer(frame);
            case "Disposition" -> disposition(frame);
            case "Detach" -> link(frame) + "is over" + error(frame);
            case "End" -> "session " + frame.channel() + " is over" + error(frame);
            case "Close" -> "the connection is over" + error(frame);
            case "EmptyFrame" -> "I am still there";
            default -> "";
        };
    }

    private static String open(Frame frame) {
        String silence = frame.field("idleTimeOut");
        return "I am " + frame.field("product") + "; send me frames of at most " + frame.field("maxFrameSize")
                + " bytes" + (silence.isEmpty() ? "" : ", and never nothing for " + silence + " ms");
    }

    private static String link(Frame frame) {
        return "session " + frame.channel() + ", link " + frame.field("handle") + ": ";
    }

    private static String attach(Frame frame) {
        boolean clientSends = frame.sent() == frame.field("role").equals("SENDER");
        return clientSends ? attachOfProducer(frame) : attachOfConsumer(frame);
    }

    private static String attachOfProducer(Frame frame) {
        String address = frame.address("target");
        if (frame.has("dynamic=true")) {
            return frame.sent()
                    ? "make me an address of my own, for as long as this link is there"
                    : "made: it is " + address;
        }
        if (!frame.sent()) {
            return "I take what you send";
        }
        return address.isEmpty() ? "I want to send, each message to the address in it" : "I want to send to " + address;
    }

    private static String attachOfConsumer(Frame frame) {
        String kind = frame.has("capabilities=[topic]")
                ? "topic "
                : frame.has("capabilities=[queue]") ? "queue " : "address ";
        return (frame.sent() ? "I want to receive from " : "you receive from ") + kind + frame.address("source");
    }

    private static String flow(Frame frame) {
        if (frame.field("handle").isEmpty()) {
            return "session " + frame.channel() + ": I have room for " + frame.field("incomingWindow") + " frames";
        }
        return link(frame) + "credit, you may send " + frame.field("linkCredit") + " messages"
                + (frame.has("drain=true") ? "; say so if you have none" : "");
    }

    private static String transfer(Frame frame) {
        return link(frame) + "delivery " + frame.field("deliveryId") + ", a message of " + frame.payload() + " bytes"
                + (frame.has("settled=true") ? ", with no answer wanted" : "");
    }

    private static String disposition(Frame frame) {
        String first = frame.field("first");
        String last = frame.field("last");
        String state = frame.field("state").replaceAll("\\{.*", "").toLowerCase(Locale.ROOT);
        String which =
                last.isEmpty() || last.equals(first) ? "delivery " + first : "deliveries " + first + " to " + last;
        String outcome = state.isEmpty() ? "no outcome" : state;
        return "session " + frame.channel() + ", " + which + ": " + outcome
                + (frame.has("settled=true") ? ", and settled: there is no more to say of it" : "");
    }

    private static String error(Frame frame) {
        return frame.has("error=null") ? "" : ", because of an error: " + frame.fields();
    }
}
