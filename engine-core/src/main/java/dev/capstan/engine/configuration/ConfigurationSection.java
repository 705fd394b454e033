package dev.capstan.engine.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One mapping of a configuration being read; knows which names were asked for, so that others can be reported. */
final class ConfigurationSection {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z%]*)");

    private final YamlMapping node;
    private final List<Diagnostic> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    ConfigurationSection(YamlMapping node, List<Diagnostic> problems) {
        this.node = node;
        this.problems = problems;
    }

    @Nullable
    YamlMapping mapping(String name) {
        YamlNode value = value(name);
        if (value == null || value instanceof YamlMapping) {
            return (YamlMapping) value;
        }
        problem(value, name + " is a mapping");
        return null;
    }

    @Nullable
    String text(String name, @Nullable String fallback) {
        YamlNode value = value(name);
        if (value instanceof YamlScalar scalar) {
            return scalar.text();
        }
        if (value != null) {
            problem(value, name + " is a text");
        }
        return fallback;
    }

    /** A file, relative to that folder; null when the setting is not there. */
    @Nullable
    Path file(String name, Path folder) {
        String text = text(name, null);
        return text == null ? null : folder.resolve(text);
    }

    List<String> strings(String name) {
        YamlNode value = value(name);
        if (value instanceof YamlSequence sequence
                && sequence.items().stream().allMatch(YamlScalar.class::isInstance)) {
            return sequence.items().stream().map(YamlNode::toString).toList();
        }
        if (value != null) {
            problem(value, name + " is a list of texts");
        }
        return List.of();
    }

    List<String> hosts(String name) {
        List<String> hosts = strings(name);
        List<String> usable = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            String problem = AllowedHost.problem(hosts.get(i));
            if (problem == null) {
                usable.add(hosts.get(i));
            } else {
                problem(
                        ((YamlSequence) Objects.requireNonNull(node.get(name)))
                                .items()
                                .get(i),
                        problem);
            }
        }
        return List.copyOf(usable);
    }

    Map<Integer, Integer> ports(String name) {
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        YamlMapping mapping = mapping(name);
        if (mapping != null) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                Integer from = port(entry.key());
                Integer to = port(entry.value());
                if (from != null && to != null) {
                    ports.put(from, to);
                }
            }
        }
        return Map.copyOf(ports);
    }

    private @Nullable Integer port(YamlNode node) {
        String text = node.toString();
        if (node instanceof YamlScalar && text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
            return Integer.valueOf(text);
        }
        problem(node, "a port is a number up to 65535");
        return null;
    }

    int count(String name, int fallback, int least) {
        return (int) amount(name, fallback, least, Integer.MAX_VALUE, Map.of("", 1L), "a whole number");
    }

    int percent(String name, int fallback) {
        Map<String, Long> units = Map.of("", 1L, "%", 1L);
        return (int) amount(name, fallback, 1, 100, units, "a share such as 50%");
    }

    boolean flag(String name, boolean fallback) {
        YamlNode value = value(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        problem(value, name + " is true or false");
        return fallback;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    long size(String name, long fallback, long most) {
        Map<String, Long> units = Map.of(
                "", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "kB", 1000L, "MB", 1000_000L);
        return amount(name, fallback, 1, most, units, "a size such as 65536, 64KiB or 10MiB");
    }

    Duration duration(String name, Duration fallback) {
        return duration(name, fallback, 1);
    }

    Duration duration(String name, Duration fallback, long leastMillis) {
        Map<String, Long> units = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
        return Duration.ofMillis(amount(
                name, fallback.toMillis(), leastMillis, 7 * 86_400_000L, units, "a duration such as 500ms, 5s or 2m"));
    }

    private long amount(String name, long fallback, long least, long most, Map<String, Long> units, String what) {
        YamlNode value = value(name);
        if (value == null) {
            return fallback;
        }
        Matcher matcher = AMOUNT.matcher(value.toString().trim());
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (!(value instanceof YamlScalar) || unit == null) {
            problem(value, name + " is " + what);
            return fallback;
        }
        long written = Long.parseLong(matcher.group(1));
        // Compared before they are multiplied, which may overflow.
        long amount = written > most / unit ? Long.MAX_VALUE : written * unit;
        if (amount < least || amount > most) {
            problem(value, name + " is " + what + ", from " + least + " to " + most);
            return fallback;
        }
        return amount;
    }

    @Nullable
    YamlNode value(String name) {
        asked.add(name);
        YamlNode value = node.get(name);
        return value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL ? null : value;
    }

    /** Reports names that nothing asked for. */
    void done() {
        for (YamlMapping.Entry entry : node.entries()) {
            if (!asked.contains(entry.name())) {
                String near = NearestName.among(entry.name(), asked);
                problem(
                        entry.key(),
                        "there is no setting \"" + entry.name() + "\" here"
                                + (near == null
                                        ? "; there are " + String.join(", ", asked)
                                        : "; did you mean " + near + "?"));
            }
        }
    }

    private void problem(YamlNode at, String message) {
        problems.add(at.diagnostic("configuration", Severity.ERROR, message));
    }
}
