package io.amqpjms.jms.internal.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelt one was meant to be. Stateless. */
final class Nearest {

    private static final int SHORTEST_BEGINNING = 3;

    private Nearest() {}

    /**
     * The nearest of the names, or null if none is near: the right word under another prefix, the beginning
     * of one, or a few letters away.
     */
    static @Nullable String to(String name, Collection<String> names) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String sameWord = names.stream()
                .filter(known -> lastWord(known).equals(lastWord(wanted)))
                .min(byDistanceTo(wanted))
                .orElse(null);
        return sameWord != null
                ? sameWord
                : names.stream()
                        .filter(known -> isNear(wanted, likeIn(wanted, known)))
                        .min(byDistanceTo(wanted))
                        .orElse(null);
    }

    private static Comparator<String> byDistanceTo(String wanted) {
        return Comparator.comparingInt((String known) -> distance(wanted, likeIn(wanted, known)))
                .thenComparingInt(String::length);
    }

    private static boolean isNear(String wanted, String known) {
        boolean beginning = lastWord(wanted).length() >= SHORTEST_BEGINNING && known.startsWith(wanted);
        return beginning || distance(wanted, known) <= Math.max(2, wanted.length() / 4);
    }

    /** Whoever gives no prefix is measured without it. */
    private static String likeIn(String wanted, String known) {
        return wanted.indexOf('.') < 0 ? lastWord(known) : known.toLowerCase(Locale.ROOT);
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** How many letters must be added, taken away, changed or swapped with their neighbour to turn one into the other. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int step(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
