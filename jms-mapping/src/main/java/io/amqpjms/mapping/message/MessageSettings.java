package io.amqpjms.mapping.message;

import io.amqpjms.mapping.DeserializationPolicy;

/**
 * How a connection wants its messages to behave. Immutable.
 *
 * @param validatePropertyNames whether a property may only be called what a selector can name
 * @param deserialization what an {@code ObjectMessage} may bring in
 * @param loneSurrogates what becomes of text that has no UTF-8 form
 */
public record MessageSettings(
        boolean validatePropertyNames, DeserializationPolicy deserialization, LoneSurrogates loneSurrogates) {

    public static final MessageSettings DEFAULT =
            new MessageSettings(true, DeserializationPolicy.DEFAULT, LoneSurrogates.REFUSE);
}
