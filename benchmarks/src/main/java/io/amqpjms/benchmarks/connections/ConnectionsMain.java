package io.amqpjms.benchmarks.connections;

import io.amqpjms.benchmarks.Talk;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The process of a client that opens many connections, one after the other, and holds them. Says what they cost as
 * {@link Cost#line()}. Arguments: class of the connection factory, URI, number of connections, and whether each has a session
 * with a consumer. One thread beside the client's own.
 */
public final class ConnectionsMain {
    private static final int WARM_UP = 200;

    private final ConnectionFactory factory;
    private final boolean consuming;

    private ConnectionsMain(ConnectionFactory factory, boolean consuming) {
        this.factory = factory;
        this.consuming = consuming;
    }

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = Class.forName(arguments[0])
                .asSubclass(ConnectionFactory.class)
                .getConstructor(String.class)
                .newInstance(arguments[1]);
        boolean consuming = Boolean.parseBoolean(arguments[3]);
        Cost cost = new ConnectionsMain(factory, consuming).measure(Integer.parseInt(arguments[2]));
        new Talk().say(cost.line());
    }

    private Cost measure(int count) throws JMSException {
        close(open(WARM_UP, new ArrayList<>()));
        // One that stays, so that what all connections share is not counted for the first.
        List<Connection> kept = open(1, new ArrayList<>());
        int threadsBefore = threads();
        long heapBefore = heapInUse();
        long directBefore = directInUse();
        List<Long> nanos = new ArrayList<>();
        List<Connection> opened = open(count, nanos);
        long heap = heapInUse() - heapBefore;
        long direct = directInUse() - directBefore;
        int threads = threads();
        close(opened);
        close(kept);
        nanos.sort(null);
        return new Cost(
                nanos.get(count / 2) / 1_000,
                nanos.get(count * 99 / 100) / 1_000,
                threads,
                threads - threadsBefore,
                heap / count,
                direct / count);
    }

    private List<Connection> open(int count, List<Long> nanos) throws JMSException {
        List<Connection> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            Connection connection = factory.createConnection();
            if (consuming) {
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                session.createConsumer(session.createQueue("idle"));
            }
            connection.start();
            nanos.add(System.nanoTime() - begin);
            opened.add(connection);
        }
        return opened;
    }

    private static void close(List<Connection> opened) throws JMSException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    // A cleaner may free more with the next collection, so the least of a few counts.
    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long directInUse() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
