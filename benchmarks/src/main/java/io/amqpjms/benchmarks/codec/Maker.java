package io.amqpjms.benchmarks.codec;

import jakarta.jms.JMSException;

/** The codecs side by side. */
public enum Maker {
    OWN("AMQP JMS"),
    QPID("Qpid JMS"),
    PROTON("proton-j");

    private final String title;

    Maker(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Codec of(Sample sample) throws JMSException {
        return switch (this) {
            case OWN -> new OwnCodec(sample);
            case QPID -> new QpidCodec(sample);
            case PROTON -> new ProtonCodec(sample);
        };
    }
}
