package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.mapping.DeserializationPolicy;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Java objects to and from the bytes of an {@code ObjectMessage}; what comes in passes a filter (JEP 290). Stateless. */
final class ObjectSerialization {

    private static final byte[] STREAM_HEADER = {(byte) 0xAC, (byte) 0xED, 0, 5};

    private ObjectSerialization() {}

    static byte[] write(@Nullable Serializable object) throws MessageFormatException {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException e) {
            throw because(new MessageFormatException("Serializing a " + nameOf(object) + " failed: " + e), e);
        }
        return bytes.toByteArray();
    }

    /** An object made here, which needs no filter. */
    static @Nullable Serializable readOwn(byte[] bytes) throws MessageFormatException {
        return read(bytes, null);
    }

    /** An object made by somebody else. */
    static @Nullable Serializable readForeign(byte[] bytes, DeserializationPolicy policy)
            throws MessageFormatException {
        PolicyFilter filter = new PolicyFilter(policy, bytes.length);
        if (filter.isTooLong()) {
            throw new MessageFormatException(filter.refusal());
        }
        return read(bytes, filter);
    }

    /** Whether these bytes can be a serialized object at all. */
    static boolean isStream(ByteBuffer bytes) {
        ByteBuffer header = ByteBuffer.wrap(STREAM_HEADER);
        return bytes.remaining() > header.remaining()
                && bytes.slice(0, header.remaining()).equals(header);
    }

    private static @Nullable Serializable read(byte[] bytes, @Nullable PolicyFilter filter)
            throws MessageFormatException {
        try (var in = new ContextObjectInputStream(new ByteArrayInputStream(bytes), filter)) {
            if (filter != null) {
                in.setObjectInputFilter(withFilterOfTheProcess(filter));
            }
            return (Serializable) in.readObject();
        } catch (ClassNotFoundException e) {
            throw because(
                    new MessageFormatException("The object needs class " + e.getMessage()
                            + ", which neither the thread's context class loader nor the provider's finds"),
                    e);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            String refusal = filter == null ? null : filter.refusal();
            throw because(
                    new MessageFormatException(
                            refusal == null ? "Reading the serialized object failed: " + e : refusal),
                    e);
        }
    }

    private static ObjectInputFilter withFilterOfTheProcess(PolicyFilter filter) {
        ObjectInputFilter ofTheProcess = ObjectInputFilter.Config.getSerialFilter();
        return ofTheProcess == null ? filter : ObjectInputFilter.merge(filter, ofTheProcess);
    }

    private static String nameOf(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getName();
    }

    /** Finds classes as the application does, by the thread's context class loader first. */
    private static final class ContextObjectInputStream extends ObjectInputStream {

        private final ClassLoader context = Thread.currentThread().getContextClassLoader();

        private final @Nullable PolicyFilter filter;

        ContextObjectInputStream(InputStream in, @Nullable PolicyFilter filter) throws IOException {
            super(in);
            this.filter = filter;
            enableResolveObject(filter != null);
        }

        @Override
        protected Object resolveObject(Object read) throws IOException {
            if (filter != null && filter.isTooEntangled(read)) {
                throw new InvalidObjectException(filter.refusal());
            }
            return read;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, context);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            throw new InvalidClassException(Proxy.class.getName(), "dynamic proxies are not taken from messages");
        }
    }
}
