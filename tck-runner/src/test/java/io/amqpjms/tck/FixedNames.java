package io.amqpjms.tck;

import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

/** A naming context that knows what it was given. */
public final class FixedNames extends InitialContext {
    private final Map<String, Object> names;

    public FixedNames(Map<String, Object> names) throws NamingException {
        super(true);
        this.names = names;
    }

    @Override
    public Object lookup(String name) throws NamingException {
        Object found = names.get(name);
        if (found == null) {
            throw new NameNotFoundException(name + " is none of " + names.keySet());
        }
        return found;
    }
}
