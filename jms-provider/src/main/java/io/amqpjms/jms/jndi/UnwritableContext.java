package io.amqpjms.jms.jndi;

import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;

/** The part of a naming context that refuses changes, and that turns names into their text; stateless. */
abstract sealed class UnwritableContext implements Context permits ReadOnlyContext {

    /** The object or context of this name; nothing is ever read from outside. */
    abstract Object find(String name) throws NamingException;

    @Override
    public final Object lookup(Name name) throws NamingException {
        return find(name.toString());
    }

    @Override
    public final Object lookup(String name) throws NamingException {
        return find(name);
    }

    @Override
    public final Object lookupLink(Name name) throws NamingException {
        return find(name.toString());
    }

    @Override
    public final Object lookupLink(String name) throws NamingException {
        return find(name);
    }

    @Override
    public final NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        return list(name.toString());
    }

    @Override
    public final NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        return listBindings(name.toString());
    }

    @Override
    public final NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public final NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public final Name composeName(Name name, Name prefix) throws NamingException {
        return ((Name) prefix.clone()).addAll(name);
    }

    @Override
    public final String composeName(String name, String prefix) throws NamingException {
        return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
    }

    @Override
    public final void bind(Name name, @Nullable Object object) throws NamingException {
        throw refusal("bind");
    }

    @Override
    public final void bind(String name, @Nullable Object object) throws NamingException {
        throw refusal("bind");
    }

    @Override
    public final void rebind(Name name, @Nullable Object object) throws NamingException {
        throw refusal("rebind");
    }

    @Override
    public final void rebind(String name, @Nullable Object object) throws NamingException {
        throw refusal("rebind");
    }

    @Override
    public final void unbind(Name name) throws NamingException {
        throw refusal("unbind");
    }

    @Override
    public final void unbind(String name) throws NamingException {
        throw refusal("unbind");
    }

    @Override
    public final void rename(Name oldName, Name newName) throws NamingException {
        throw refusal("rename");
    }

    @Override
    public final void rename(String oldName, String newName) throws NamingException {
        throw refusal("rename");
    }

    @Override
    public final Context createSubcontext(Name name) throws NamingException {
        throw refusal("createSubcontext");
    }

    @Override
    public final Context createSubcontext(String name) throws NamingException {
        throw refusal("createSubcontext");
    }

    @Override
    public final void destroySubcontext(Name name) throws NamingException {
        throw refusal("destroySubcontext");
    }

    @Override
    public final void destroySubcontext(String name) throws NamingException {
        throw refusal("destroySubcontext");
    }

    private static OperationNotSupportedException refusal(String operation) {
        return new OperationNotSupportedException(
                operation
                        + ": this naming context holds what its properties declare and cannot be changed. Declare the object there.");
    }
}
