package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.JmsDestination;

/**
 * What a consumer knows that its messages do not say. Immutable.
 *
 * @param destination where the messages come from
 * @param prefixes what stands before names in addresses
 * @param settings how the messages shall behave
 * @param limits what the decoder bears
 */
public record DecodeContext(
        JmsDestination destination, AddressPrefixes prefixes, MessageSettings settings, DecodeLimits limits) {

    /** With nothing out of the ordinary. */
    public static DecodeContext of(JmsDestination destination) {
        return new DecodeContext(destination, AddressPrefixes.NONE, MessageSettings.DEFAULT, DecodeLimits.DEFAULT);
    }
}
