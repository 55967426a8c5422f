package io.amqpjms.jms.jndi;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import org.jspecify.annotations.Nullable;

/**
 * The objects below one name; a slash in a name leads into a context below. For any thread: the objects never change, the
 * environment is a concurrent map.
 */
final class ReadOnlyContext extends UnwritableContext {

    private static final String DYNAMIC_QUEUES = "dynamicQueues";
    private static final String DYNAMIC_TOPICS = "dynamicTopics";
    private static final String SLASH = "/";

    private final Map<String, Object> bindings;
    private final String path;
    private final Map<Object, Object> environment;
    private final NamedObjects objects;

    /**
     * A view of all objects.
     *
     * @param bindings all objects by their full names
     * @param path the name of this context, empty or ending in a slash
     * @param objects makes those that are found without being declared
     */
    ReadOnlyContext(Map<String, Object> bindings, String path, Map<?, ?> environment, NamedObjects objects) {
        this.bindings = bindings;
        this.path = path;
        this.environment = new ConcurrentHashMap<>(environment);
        this.objects = objects;
    }

    @Override
    Object find(String name) throws NamingException {
        if (name.isEmpty()) {
            return at(path);
        }
        String full = path + name;
        Object object = bindings.get(full);
        if (object == null) {
            object = dynamic(full);
        }
        if (object == null && isContext(full)) {
            object = at(full.endsWith(SLASH) ? full : full + SLASH);
        }
        if (object == null) {
            throw new NameNotFoundException("There is no '" + full + "'. There are " + bindings.keySet()
                    + ", and destinations below " + DYNAMIC_QUEUES + SLASH + " and " + DYNAMIC_TOPICS + SLASH + ".");
        }
        return object;
    }

    private ReadOnlyContext at(String other) {
        return new ReadOnlyContext(bindings, other, environment, objects);
    }

    private @Nullable Object dynamic(String full) {
        int slash = full.indexOf('/');
        if (slash < 0 || slash == full.length() - 1) {
            return null;
        }
        String address = full.substring(slash + 1);
        return switch (full.substring(0, slash)) {
            case DYNAMIC_QUEUES -> objects.queue(address);
            case DYNAMIC_TOPICS -> objects.topic(address);
            default -> null;
        };
    }

    private boolean isContext(String full) {
        String below = full.endsWith(SLASH) ? full : full + SLASH;
        return below.equals(DYNAMIC_QUEUES + SLASH)
                || below.equals(DYNAMIC_TOPICS + SLASH)
                || bindings.keySet().stream().anyMatch(name -> name.startsWith(below));
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        return new Listing<>(context(name).children().entrySet().stream()
                .map(child -> new NameClassPair(
                        child.getKey(), child.getValue().getClass().getName())));
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        return new Listing<>(context(name).children().entrySet().stream()
                .map(child -> new Binding(child.getKey(), child.getValue())));
    }

    private ReadOnlyContext context(String name) throws NamingException {
        if (find(name) instanceof ReadOnlyContext context) {
            return context;
        }
        throw new NotContextException("'" + path + name + "' is an object, not a context");
    }

    private Map<String, Object> children() throws NamingException {
        Map<String, Object> children = new TreeMap<>();
        for (String child : childNames()) {
            children.put(child, find(child));
        }
        return children;
    }

    private List<String> childNames() {
        Stream<String> dynamic = path.isEmpty() ? Stream.of(DYNAMIC_QUEUES, DYNAMIC_TOPICS) : Stream.empty();
        Stream<String> bound = bindings.keySet().stream()
                .filter(name -> name.startsWith(path))
                .map(name -> name.substring(path.length()))
                .map(name -> name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/')));
        return Stream.concat(dynamic, bound).distinct().toList();
    }

    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>(environment);
    }

    @Override
    public @Nullable Object addToEnvironment(String name, Object value) {
        return environment.put(name, value);
    }

    @Override
    public @Nullable Object removeFromEnvironment(String name) {
        return environment.remove(name);
    }

    @Override
    public String getNameInNamespace() {
        return path.endsWith(SLASH) ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return Context.class.getSimpleName() + "[" + getNameInNamespace() + "]";
    }
}
