package dev.capstan.run.option;

import java.util.ArrayList;
import java.util.List;

/** {@code NAME=VALUE} of a command line. */
public record NamedValue(String name, String value) {

    /**
     * Reads the values of a repeatable option.
     *
     * @param option its name, for the message
     * @param form how it is written, for the message
     * @throws UsageException when one has no name or no equals sign; the message does not repeat it, as it may be a secret
     */
    public static List<NamedValue> all(List<String> written, String option, String form) {
        List<NamedValue> values = new ArrayList<>();
        for (String one : written) {
            int equals = one.indexOf('=');
            if (equals <= 0) {
                throw UsageException.misuse(option + " is written " + form);
            }
            values.add(new NamedValue(one.substring(0, equals), one.substring(equals + 1)));
        }
        return values;
    }
}
