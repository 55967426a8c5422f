package io.amqpjms.jms.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads, which Java has since version 21 and this is compiled for an older one. Stateless. */
final class VirtualThreads {
    private static final @Nullable MethodHandle NAMED = find();

    private VirtualThreads() {}

    /** Whether this Java has them. */
    static boolean areThere() {
        return NAMED != null;
    }

    /** Makes virtual threads of this name; only where there are any. */
    static ThreadFactory named(String name) {
        if (NAMED == null) {
            throw new UnsupportedOperationException("Java " + Runtime.version() + " has no virtual threads");
        }
        try {
            return (ThreadFactory) NAMED.invoke(name);
        } catch (Throwable unforeseen) {
            throw new IllegalStateException("make virtual threads", unforeseen);
        }
    }

    // Thread.ofVirtual().name(name).factory()
    private static @Nullable MethodHandle find() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle create = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle name = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            MethodHandle named = MethodHandles.filterReturnValue(name, factory);
            return MethodHandles.foldArguments(named, create);
        } catch (ReflectiveOperationException older) {
            return null;
        }
    }
}
