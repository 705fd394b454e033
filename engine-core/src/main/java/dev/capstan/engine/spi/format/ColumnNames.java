package dev.capstan.engine.spi.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that the columns of a table become. */
public final class ColumnNames {
    private ColumnNames() {}

    /**
     * As many names as the header has cells, in their order. A name that stands there already gets {@code _2}, {@code _3} and
     * so on behind it, whatever is free.
     *
     * @param header the text of the header's cells
     */
    public static List<String> distinct(List<String> header) {
        List<String> names = new ArrayList<>(header.size());
        Set<String> taken = new HashSet<>();
        Map<String, Integer> repeats = new HashMap<>();
        for (String cell : header) {
            String name = cell;
            while (!taken.add(name)) {
                int number = repeats.merge(cell, 2, (known, first) -> known + 1);
                name = cell + "_" + number;
            }
            names.add(name);
        }
        return List.copyOf(names);
    }
}
