package org.apache.qpid.jms.jndi;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;

/** What a naming service or a stream stores as its properties, without passwords. */
public abstract class JNDIStorable implements Referenceable, Externalizable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The properties. */
    public abstract Map<String, String> getProperties();

    /** Sets the properties, and gives back those that nobody knows. */
    public abstract Map<String, String> setProperties(Map<String, String> properties);

    @Override
    public Reference getReference() {
        Reference reference = new Reference(getClass().getName(), JNDIReferenceFactory.class.getName(), null);
        getProperties().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeObject(new LinkedHashMap<>(getProperties()));
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
        Map<String, String> properties = new LinkedHashMap<>();
        ((Map<?, ?>) in.readObject()).forEach((name, value) -> properties.put((String) name, (String) value));
        setProperties(properties);
    }
}
