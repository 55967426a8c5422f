package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a newcomer is shown. */
class DemoIT {
    @Test
    void aConversationIsToldFrameByFrame() {
        String told = Run.of("demo").printed();
        assertThat(told)
                .containsSubsequence(
                        "1. Connect",
                        "client -> broker  header           let us begin with a login",
                        "client <- broker  open             I am apache-activemq-artemis",
                        "2. Send to a queue",
                        "client -> broker  begin            I begin session 0",
                        "client -> broker  attach           session 0, link 0: I want to send",
                        "client <- broker  flow             session 0, link 0: credit, you may send",
                        "client -> broker  transfer         session 0, link 0: delivery 0, a message of",
                        "client <- broker  disposition      session 0, delivery 0: accepted, and settled",
                        "3. Receive from a queue",
                        "client -> broker  attach           session 0, link 1: I want to receive from queue orders",
                        "client -> broker  flow             session 0, link 1: credit, you may send 10 messages",
                        "client <- broker  transfer         session 0, link 1: delivery 0, a message of",
                        "client -> broker  disposition      session 0, delivery 0: accepted, and settled",
                        "Received: \"1 kg of apples\"",
                        "4. Ask and be answered",
                        "make me an address of my own",
                        "Answered: \"The greeter\"",
                        "5. Publish to a topic",
                        "I want to receive from topic weather",
                        "Two subscribers received \"rain\" and \"rain\"",
                        "6. Go",
                        "client -> broker  close            the connection is over",
                        "client <- broker  close            the connection is over");
    }
}
