package io.amqpjms.engine.internal.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Tells virtual threads, which Java has since version 21 and this is compiled for an older one. Stateless. */
final class ThreadKind {
    private static final @Nullable MethodHandle IS_VIRTUAL = find();

    private ThreadKind() {}

    /** Whether the thread is virtual, and has a carrier that others wait for. */
    static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable unforeseen) {
            throw new IllegalStateException("ask whether a thread is virtual", unforeseen);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException older) {
            return null;
        }
    }
}
