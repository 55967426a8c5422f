package io.amqpjms.jms.internal.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the options of one prefix while their constants are initialized; read-only afterwards. */
final class OptionList {

    private final String prefix;
    private final List<Option<?>> options = new ArrayList<>();

    OptionList(String prefix) {
        this.prefix = prefix;
    }

    <T> Option<T> works(String name, Kind<T> kind, @Nullable String byDefault, String sentence) {
        return works(name, kind, Default.of(byDefault), sentence);
    }

    <T> Option<T> works(String name, Kind<T> kind, Default byDefault, String sentence) {
        return add(new Option<>(prefix + name, kind, byDefault, sentence, Support.WORKS));
    }

    /** @param reason what is not as in Qpid JMS, beside the default */
    <T> Option<T> works(String name, Kind<T> kind, @Nullable String byDefault, String sentence, String reason) {
        return add(new Option<>(prefix + name, kind, Default.of(byDefault), sentence, Support.works(reason)));
    }

    <T> Option<T> noEffect(String name, Kind<T> kind, @Nullable String byDefault, String sentence, String reason) {
        return add(new Option<>(prefix + name, kind, Default.of(byDefault), sentence, Support.noEffect(reason)));
    }

    <T> Option<T> noEffect(String name, Kind<T> kind, Default byDefault, String sentence, String reason) {
        return add(new Option<>(prefix + name, kind, byDefault, sentence, Support.noEffect(reason)));
    }

    <T> Option<T> refused(String name, Kind<T> kind, @Nullable String byDefault, String sentence, String reason) {
        return add(new Option<>(prefix + name, kind, Default.of(byDefault), sentence, Support.refused(reason)));
    }

    private <T> Option<T> add(Option<T> option) {
        options.add(option);
        return option;
    }

    List<Option<?>> all() {
        return Collections.unmodifiableList(options);
    }
}
