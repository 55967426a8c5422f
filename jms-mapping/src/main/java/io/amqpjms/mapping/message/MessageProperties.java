package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.PropertyNames;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message (JMS 3.1 §3.5): application properties, fields of other sections that go by a
 * {@linkplain ReservedProperty reserved name}, and message annotations as {@code JMS_AMQP_MA_<key>}. Values are kept
 * as the AMQP types they have on the wire. One thread at a time.
 */
final class MessageProperties {

    private final JmsMessage message;
    private Map<String, @Nullable Object> values = Map.of();
    private @Nullable Map<Symbol, @Nullable Object> annotations;
    private Map<ReservedProperty, Object> local = Map.of();
    private boolean unread;
    private boolean fromWire;
    private boolean cleared;

    MessageProperties(JmsMessage message) {
        this.message = message;
        this.unread = message.isReceived();
        this.fromWire = unread;
    }

    MessageProperties(JmsMessage message, MessageProperties original) {
        this.message = message;
        this.values = original.values.isEmpty() ? Map.of() : new LinkedHashMap<>(original.values);
        this.annotations = original.annotations == null ? null : new LinkedHashMap<>(original.annotations);
        this.local = Map.copyOf(original.local);
        this.unread = original.unread;
        this.fromWire = original.fromWire;
        this.cleared = original.cleared;
    }

    /** The application properties, whatever they are called. */
    Map<String, @Nullable Object> values() throws JMSException {
        EncodedMessage source = message.source();
        if (unread && source != null) {
            try {
                values = source.applicationProperties();
            } catch (AmqpDecodeException e) {
                throw because(new MessageFormatException("The properties cannot be read: " + e.getMessage()), e);
            }
            unread = false;
        }
        return values;
    }

    /** The message annotations, but for those that are headers. */
    Map<Symbol, @Nullable Object> annotations() throws JMSException {
        if (annotations == null) {
            EncodedMessage source = message.source();
            annotations = source == null ? Map.of() : AnnotationMapping.others(source);
        }
        return annotations;
    }

    /** Those to send on: what their sender asked of its broker does not hold for the next (JMS 3.1 §3.4.13). */
    Map<Symbol, @Nullable Object> annotationsToSend() throws JMSException {
        Map<Symbol, @Nullable Object> all = annotations();
        boolean theirs = message.isReceived() && !cleared;
        if (!theirs || Collections.disjoint(all.keySet(), AnnotationMapping.OF_ONE_SEND)) {
            return all;
        }
        Map<Symbol, @Nullable Object> kept = new LinkedHashMap<>(all);
        kept.keySet().removeAll(AnnotationMapping.OF_ONE_SEND);
        return kept;
    }

    /** Whether the application properties are still those that came from the wire. */
    boolean fromWire() {
        return fromWire;
    }

    /** Whether reserved names still show what the provider knows of a received message. */
    boolean cleared() {
        return cleared;
    }

    @Nullable
    Object get(@Nullable String name) throws JMSException {
        String known = PropertyNames.requirePresent(name);
        ReservedProperty reserved = ReservedProperty.of(known);
        if (reserved != null) {
            Object value = reserved.get(message);
            if (value != null) {
                return value;
            }
        }
        Symbol annotation = AnnotationMapping.keyOf(known);
        return annotation == null ? values().get(known) : annotations().get(annotation);
    }

    boolean exists(@Nullable String name) throws JMSException {
        String known = PropertyNames.requirePresent(name);
        ReservedProperty reserved = ReservedProperty.of(known);
        if (reserved != null && reserved.get(message) != null) {
            return true;
        }
        Symbol annotation = AnnotationMapping.keyOf(known);
        return annotation == null ? values().containsKey(known) : annotations().containsKey(annotation);
    }

    /** All names but those of annotations. */
    List<String> names() throws JMSException {
        List<String> names = new ArrayList<>(values().keySet());
        for (ReservedProperty reserved : ReservedProperty.values()) {
            if (reserved.get(message) != null && !values().containsKey(reserved.propertyName())) {
                names.add(reserved.propertyName());
            }
        }
        return names;
    }

    void set(@Nullable String name, @Nullable Object value) throws JMSException {
        String known = PropertyNames.require(name);
        ReservedProperty reserved = ReservedProperty.of(known);
        if (reserved == null || !reserved.alwaysWriteable()) {
            message.requirePropertiesWriteable();
        }
        if (reserved != null) {
            reserved.set(message, value);
            return;
        }
        Symbol annotation = AnnotationMapping.keyOf(known);
        if (annotation != null) {
            setAnnotation(annotation, value);
        } else {
            setValue(known, value);
        }
    }

    private void setValue(String name, @Nullable Object value) throws JMSException {
        if (message.settings().validatePropertyNames()) {
            PropertyNames.requireIdentifier(name);
        }
        if (!(values() instanceof LinkedHashMap)) {
            values = new LinkedHashMap<>(values);
        }
        values.put(name, value);
        fromWire = false;
    }

    private void setAnnotation(Symbol key, @Nullable Object value) throws JMSException {
        AnnotationMapping.requireWriteable(key);
        if (!(annotations() instanceof LinkedHashMap)) {
            annotations = new LinkedHashMap<>();
        }
        annotations().put(key, value);
    }

    /** A value that is never sent. */
    @Nullable
    Object local(ReservedProperty property) {
        return local.get(property);
    }

    void local(ReservedProperty property, @Nullable Object value) {
        Map<ReservedProperty, Object> changed = new LinkedHashMap<>(local);
        if (value == null) {
            changed.remove(property);
        } else {
            changed.put(property, value);
        }
        local = changed;
    }

    /** Forgets what was true of the way here; how a received message is to be acknowledged still holds. */
    void forgetLocal() {
        Object acknowledgement = local.get(ReservedProperty.ACKNOWLEDGE_TYPE);
        local = acknowledgement == null ? Map.of() : Map.of(ReservedProperty.ACKNOWLEDGE_TYPE, acknowledgement);
    }

    void clear() {
        values = Map.of();
        annotations = Map.of();
        local = Map.of();
        unread = false;
        fromWire = false;
        cleared = true;
        for (ReservedProperty reserved : ReservedProperty.values()) {
            reserved.clear(message);
        }
    }
}
