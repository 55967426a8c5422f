package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandedOverTest {
    private int unsettled;
    private final HandedOver handedOver = new HandedOver(8, () -> unsettled);

    @Test
    void messageOfAnEarlierLineComesAgain() {
        handedOver.comesAgain(0, "ID:1");
        assertThat(handedOver.comesAgain(1, "ID:1")).isTrue();
        assertThat(handedOver.comesAgain(1, "ID:2")).isFalse();
    }

    @Test
    void twoMessagesOfOneIdentifierOverOneLineAreTwoMessages() {
        handedOver.comesAgain(0, "ID:1");
        assertThat(handedOver.comesAgain(0, "ID:1")).isFalse();
    }

    @Test
    void messageComesAgainOverEachNewLine() {
        handedOver.comesAgain(0, "ID:1");
        handedOver.comesAgain(1, "ID:1");
        assertThat(handedOver.comesAgain(2, "ID:1")).isTrue();
    }

    @Test
    void messageWithoutIdentifierIsNeverRecognised() {
        handedOver.comesAgain(0, null);
        assertThat(handedOver.comesAgain(1, null)).isFalse();
    }

    @Test
    void allThatIsNotSettledIsRemembered() {
        unsettled = 100;
        IntStream.range(0, 100).forEach(number -> handedOver.comesAgain(0, "ID:" + number));
        assertThat(IntStream.range(0, 100).allMatch(number -> handedOver.comesAgain(1, "ID:" + number)))
                .isTrue();
    }

    @Test
    void settledMessagesBeyondTheWindowAreForgotten() {
        IntStream.range(0, 100).forEach(number -> handedOver.comesAgain(0, "ID:" + number));
        assertThat(handedOver.comesAgain(1, "ID:0")).isFalse();
        assertThat(handedOver.comesAgain(1, "ID:99")).isTrue();
    }
}
