package io.amqpjms.jms.jndi;

import java.util.Iterator;
import java.util.stream.Stream;
import javax.naming.NamingEnumeration;

/** The names of a context, one after the other; for one thread. */
final class Listing<T> implements NamingEnumeration<T> {

    private final Iterator<T> rest;

    Listing(Stream<T> all) {
        rest = all.toList().iterator();
    }

    @Override
    public boolean hasMore() {
        return rest.hasNext();
    }

    @Override
    public T next() {
        return rest.next();
    }

    @Override
    public boolean hasMoreElements() {
        return rest.hasNext();
    }

    @Override
    public T nextElement() {
        return rest.next();
    }

    @Override
    public void close() {}
}
