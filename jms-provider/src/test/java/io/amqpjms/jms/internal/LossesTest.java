package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who counts what was lost must know whether somebody is going to tell of it. */
class LossesTest {
    private final EngineException linkGone = new EngineException.LinkFailed("the link is gone", null);

    private final Losses losses = new Losses();

    @Test
    void theFirstLossWithALinkAsksForAReport() {
        assertThat(losses.add("q", linkGone)).isTrue();
        assertThat(losses.add("q", linkGone)).isFalse();
    }

    @Test
    void aLossWithALineThatNobodyHasToldDoesNotKeepALossWithALinkFromItsReport() {
        losses.add("q");
        assertThat(losses.add("q2", linkGone)).isTrue();
        assertThat(losses.add("q2", linkGone)).isFalse();
    }

    @Test
    void afterAReportTheNextLossAsksAnew() throws Exception {
        losses.add("q", linkGone);
        losses.add("q");
        assertThat(told()).hasSize(2);
        assertThat(losses.add("q", linkGone)).isTrue();
    }

    private List<String> told() throws InterruptedException {
        ConnectionEvents events = new ConnectionEvents("losses-test", Runnable::run);
        List<String> told = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        events.listener(problem -> told.add(problem.getMessage()));
        losses.report(events);
        events.run(over::countDown);
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        events.close();
        return told;
    }
}
