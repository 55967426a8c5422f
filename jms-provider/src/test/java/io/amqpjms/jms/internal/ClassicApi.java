package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.context.AcknowledgingSession;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A classic API of fakes that writes down each call, as {@code Session.createQueue(orders)}, and answers with further
 * fakes, or as it was told.
 */
public final class ClassicApi {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What a call returns or throws. */
    @FunctionalInterface
    public interface Answer {
        Object to(Object... arguments) throws JMSException;
    }

    /** Answers a call, named as in {@code Session.close}. */
    public ClassicApi when(String call, Answer answer) {
        answers.put(call, answer);
        return this;
    }

    public List<String> calls() {
        return calls;
    }

    /** The calls to one kind of object. */
    public List<String> callsTo(Class<?> type) {
        return calls.stream()
                .filter(call -> call.startsWith(type.getSimpleName() + '.'))
                .collect(Collectors.toList());
    }

    public <T> T fake(Class<T> type) {
        Class<?>[] faces = type == Session.class ? new Class<?>[] {AcknowledgingSession.class} : new Class<?>[] {type};
        return type.cast(Proxy.newProxyInstance(
                ClassicApi.class.getClassLoader(),
                faces,
                (self, method, arguments) -> answer(type.getSimpleName(), self, method, arguments)));
    }

    private Object answer(String owner, Object self, Method method, Object[] arguments) throws JMSException {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> self == given[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> owner;
            };
        }
        String call = owner + '.' + method.getName();
        calls.add(call + Stream.of(given).map(ClassicApi::shown).collect(Collectors.joining(", ", "(", ")")));
        Answer told = answers.get(call);
        return told != null ? told.to(given) : usual(method.getReturnType());
    }

    private Object usual(Class<?> type) {
        if (type.isInterface() && type.getName().startsWith("jakarta.jms.")) {
            return fake(type);
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? 0 : null;
    }

    private static String shown(Object argument) {
        return argument instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(argument);
    }
}
