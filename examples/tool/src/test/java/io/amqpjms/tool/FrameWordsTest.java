package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            -> SaslInit | I log in by one of them
            -> [2] Begin{remoteChannel=null} | I begin session 2
            -> [0] Attach{name='n', handle=3, role=SENDER, source=Source{address='s'}, target=Target{address='orders'}} \
            | session 0, link 3: I want to send to orders
            <- [1] Attach{name='n', handle=0, role=SENDER, source=Source{address='a', capabilities=[queue]}, target=null} \
            | session 1, link 0: you receive from queue a
            <- [0] Flow{handle=null, incomingWindow=7} | session 0: I have room for 7 frames
            -> [0] Flow{handle=1, linkCredit=5, drain=true} \
            | session 0, link 1: credit, you may send 5 messages; say so if you have none
            <- [0] Disposition{role=RECEIVER, first=2, last=4, settled=true, state=Rejected{error=null}} \
            | session 0, deliveries 2 to 4: rejected, and settled: there is no more to say of it
            <- [0] Disposition{role=RECEIVER, first=2, last=2, settled=false, state=null} \
            | session 0, delivery 2: no outcome
            <- [0] Close{error=Error{condition=amqp:connection:forced}} \
            | the connection is over, because of an error: {error=Error{condition=amqp:connection:forced}}
            """)
    void aFrameIsPutIntoWords(String line, String words) {
        assertThat(FrameWords.of(Frame.of("amqp://localhost:1 " + line))).isEqualTo(words);
    }

    @Test
    void aPayloadIsToldByItsSizeOnly() {
        Frame frame =
                Frame.of("amqp://h:1 -> [0] Transfer{handle=0, deliveryId=0, settled=false} (12 bytes) top secret");
        assertThat(FrameWords.of(frame)).isEqualTo("session 0, link 0: delivery 0, a message of 12 bytes");
    }

    @Test
    void whatIsNoFrameIsLeftOut() {
        assertThat(Frame.of("the log says something else")).isNull();
    }
}
