package io.amqpjms.jms.internal;

import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The link names under which the subscriptions of one connection are known to the broker. A durable subscription is its
 * link's name; a second consumer of a shared one needs a name of its own, of which brokers know the part before the bar
 * as the subscription's. For any thread.
 */
final class SubscriptionNames {
    private static final char BAR = '|';

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<String>> linksBySubscription = new HashMap<>();
    private final Set<String> exclusive = new HashSet<>();

    /** A link name for one more consumer of the subscription. */
    String claim(SubscriptionKind kind, String subscription, boolean clientIdGiven) throws JMSException {
        require(subscription);
        lock.lock();
        try {
            String key = key(kind, subscription);
            Set<String> links = linksBySubscription.computeIfAbsent(key, name -> new HashSet<>());
            if (!links.isEmpty() && (!kind.isShared() || exclusive.contains(key))) {
                throw JmsErrors.illegal("The subscription '" + subscription + "' has a consumer already, or"
                        + " messages of a closed one are not acknowledged");
            }
            if (!kind.isShared()) {
                exclusive.add(key);
            }
            int number = 1;
            while (!links.add(linkName(kind, subscription, clientIdGiven, number))) {
                number++;
            }
            return linkName(kind, subscription, clientIdGiven, number);
        } finally {
            lock.unlock();
        }
    }

    /** The consumer with this link is gone. */
    void release(SubscriptionKind kind, String subscription, String linkName) {
        lock.lock();
        try {
            String key = key(kind, subscription);
            Set<String> links = linksBySubscription.get(key);
            if (links != null && links.remove(linkName) && links.isEmpty()) {
                linksBySubscription.remove(key);
                exclusive.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a durable subscription has a consumer on this connection. */
    boolean isActive(String subscription) {
        lock.lock();
        try {
            return linksBySubscription.containsKey(key(SubscriptionKind.DURABLE, subscription));
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what is no name of a subscription; callers of the API may give null. */
    static void require(@Nullable String subscription) throws JMSException {
        if (subscription == null || subscription.isEmpty() || subscription.indexOf(BAR) >= 0) {
            throw JmsErrors.illegal("A subscription must have a name, without '" + BAR + "' in it, but '" + subscription
                    + "' was given");
        }
    }

    private static String key(SubscriptionKind kind, String subscription) {
        return (kind.isDurable() ? "durable " : "volatile ") + subscription;
    }

    private static String linkName(SubscriptionKind kind, String subscription, boolean clientIdGiven, int number) {
        String scope = clientIdGiven ? "" : "global";
        if (!kind.isShared()) {
            return subscription;
        }
        if (!kind.isDurable()) {
            return subscription + BAR + (scope.isEmpty() ? "" : scope + "-") + "volatile" + number;
        }
        String counted = number == 1 ? "" : String.valueOf(number);
        String suffix = scope + counted;
        return suffix.isEmpty() ? subscription : subscription + BAR + suffix;
    }
}
