package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.JmsDestination;
import java.time.Clock;

/**
 * What a consumer knows that its messages do not say. Immutable.
 *
 * @param destination where the messages come from
 * @param prefixes what stands before names in addresses
 * @param settings how the messages shall behave
 * @param limits what the decoder bears
 * @param clock tells when a message came, for those that say only how long they live
 */
public record DecodeContext(
        JmsDestination destination,
        AddressPrefixes prefixes,
        MessageSettings settings,
        DecodeLimits limits,
        Clock clock) {

    /** With nothing out of the ordinary. */
    public static DecodeContext of(JmsDestination destination) {
        return new DecodeContext(
                destination, AddressPrefixes.NONE, MessageSettings.DEFAULT, DecodeLimits.DEFAULT, Clock.systemUTC());
    }
}
