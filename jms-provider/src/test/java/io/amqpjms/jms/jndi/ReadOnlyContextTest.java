package io.amqpjms.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@SuppressWarnings("BanJNDI") // looks up its own declarations only
class ReadOnlyContextTest {

    private static final Context CONTEXT = new ReadOnlyContext(
            new TreeMap<>(Map.of("cf", "factory", "jms/orders", "queue", "jms/eu/news", "topic")),
            "",
            Map.of("key", "value"),
            new OwnObjects());

    @Test
    void nameWithSlashesLeadsThroughContexts() throws Exception {
        assertThat(CONTEXT.lookup("jms/orders")).isEqualTo("queue");
        assertThat(CONTEXT.lookup(new CompositeName("jms/eu/news"))).isEqualTo("topic");
        Context jms = (Context) CONTEXT.lookup("jms");
        assertThat(jms.lookup("orders")).isEqualTo("queue");
        Context eu = (Context) jms.lookupLink("eu");
        assertThat(eu.lookup("news")).isEqualTo("topic");
        assertThat(eu.getNameInNamespace()).isEqualTo("jms/eu");
        assertThat(((Context) CONTEXT.lookup("")).lookup("cf")).isEqualTo("factory");
    }

    @Test
    void missingNameIsRefusedWithThoseThatExist() {
        assertThatThrownBy(() -> CONTEXT.lookup("orders"))
                .isInstanceOf(NameNotFoundException.class)
                .hasMessageContaining("'orders'")
                .hasMessageContaining("jms/orders")
                .hasMessageContaining("dynamicQueues/");
        assertThatThrownBy(() -> CONTEXT.lookup("jms/ord")).hasMessageContaining("'jms/ord'");
    }

    @Test
    void childrenAreListedAtTheirLevel() throws Exception {
        assertThat(Collections.list(CONTEXT.list("")))
                .extracting(NameClassPair::getName)
                .containsExactly("cf", "dynamicQueues", "dynamicTopics", "jms");
        assertThat(Collections.list(CONTEXT.listBindings("jms")))
                .extracting(Binding::getName)
                .containsExactly("eu", "orders");
        assertThat(Collections.list(CONTEXT.list(new CompositeName("jms/eu"))))
                .extracting(NameClassPair::getName, NameClassPair::getClassName)
                .containsExactly(tuple("news", "java.lang.String"));
        assertThatThrownBy(() -> CONTEXT.list("cf")).isInstanceOf(NotContextException.class);
    }

    @Test
    void namesAreComposed() throws NamingException {
        assertThat(CONTEXT.composeName("orders", "jms")).isEqualTo("jms/orders");
        assertThat(CONTEXT.getNameParser("").parse("a/b")).isEqualTo(new CompositeName("a/b"));
    }

    @Test
    void environmentIsTheContextsOwn() throws Exception {
        Context context = (Context) CONTEXT.lookup("");
        assertThat(context.addToEnvironment("key", "other")).isEqualTo("value");
        assertThat(context.removeFromEnvironment("key")).isEqualTo("other");
        assertThat(context.getEnvironment().containsKey("key")).isFalse();
        assertThat(CONTEXT.getEnvironment().get("key")).isEqualTo("value");
    }

    static final Arguments[] changes = {
        change(() -> CONTEXT.bind("a", 1)),
        change(() -> CONTEXT.bind(new CompositeName("a"), 1)),
        change(() -> CONTEXT.rebind("a", 1)),
        change(() -> CONTEXT.rebind(new CompositeName("a"), 1)),
        change(() -> CONTEXT.unbind("cf")),
        change(() -> CONTEXT.unbind(new CompositeName("cf"))),
        change(() -> CONTEXT.rename("cf", "b")),
        change(() -> CONTEXT.rename(new CompositeName("cf"), new CompositeName("b"))),
        change(() -> CONTEXT.createSubcontext("a")),
        change(() -> CONTEXT.createSubcontext(new CompositeName("a"))),
        change(() -> CONTEXT.destroySubcontext("jms")),
        change(() -> CONTEXT.destroySubcontext(new CompositeName("jms"))),
    };

    private static Arguments change(ThrowingCallable change) {
        return Arguments.of(change);
    }

    @ParameterizedTest
    @FieldSource("changes")
    void changesAreRefused(ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(OperationNotSupportedException.class);
    }
}
