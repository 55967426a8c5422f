package io.amqpjms.examples.engine;

/** What a program was called with. Immutable. */
final class Arguments {
    private final String usage;
    private final String[] values;

    /** Refuses fewer than the least or more than the most, and says how the program is used. */
    Arguments(String usage, int least, int most, String... values) {
        if (values.length < least || values.length > most) {
            throw new IllegalArgumentException("Usage: " + usage);
        }
        this.usage = usage;
        this.values = values.clone();
    }

    String text(int index) {
        return values[index];
    }

    /** The number at this place, or another one if the place is empty. */
    int number(int index, int otherwise) {
        if (index >= values.length) {
            return otherwise;
        }
        try {
            return Integer.parseInt(values[index]);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(values[index] + " is no number. Usage: " + usage, notANumber);
        }
    }
}
