package dev.capstan.engine.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.engine.failure.InvalidSettingException;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link EngineConfiguration} from YAML: {@code server:}, {@code namespaces: NAME:} and {@code defaults:} (for
 * all other namespaces), each with the fields of its record by name, and {@code oauth2: NAME:} with {@code client-id} and
 * {@code client-secret} for an adapter. Durations are written {@code 500ms}, {@code 5s},
 * {@code 2m}; sizes {@code 4096}, {@code 64KiB}, {@code 10MiB}. What is not written keeps its default.
 */
public final class ConfigurationReader {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z%]*)");

    private final Path folder;
    private final List<Diagnostic> problems = new ArrayList<>();

    private ConfigurationReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidSettingException with everything that is wrong with it, each with its line
     */
    public static EngineConfiguration read(Path file) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(file, file.toString());
        Path parent = file.toAbsolutePath().getParent();
        ConfigurationReader reader = new ConfigurationReader(parent == null ? file.toAbsolutePath() : parent);
        reader.problems.addAll(reading.diagnostics());
        EngineConfiguration configuration = EngineConfiguration.DEFAULT;
        if (reading.root() instanceof YamlMapping root) {
            configuration = reader.engine(root);
        } else if (reading.root() != null) {
            reader.problem(reading.root(), "a configuration is a mapping with server, namespaces, defaults and oauth2");
        }
        if (!reader.problems.isEmpty()) {
            throw new InvalidSettingException(
                    reader.problems.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        }
        return configuration;
    }

    private EngineConfiguration engine(YamlMapping root) {
        Section top = new Section(root);
        ServerConfiguration server = server(top.mapping("server"));
        NamespaceConfiguration others = namespace(top.mapping("defaults"), NamespaceConfiguration.DEFAULT);
        Map<String, NamespaceConfiguration> namespaces = new LinkedHashMap<>();
        YamlMapping named = top.mapping("namespaces");
        if (named != null) {
            for (YamlMapping.Entry entry : named.entries()) {
                if (entry.value() instanceof YamlMapping settings) {
                    namespaces.put(entry.name(), namespace(settings, others));
                } else {
                    problem(entry.value(), "the settings of a namespace are a mapping");
                }
            }
        }
        Map<String, IntrospectionClient> clients = introspectionClients(top.mapping("oauth2"));
        long maxHeldBytes = top.size("maxHeldBytes", EngineConfiguration.DEFAULT.maxHeldBytes(), 1L << 40);
        top.done();
        EngineConfigurationBuilder built = EngineConfiguration.builder()
                .server(server)
                .otherNamespaces(others)
                .maxHeldBytes(maxHeldBytes);
        namespaces.forEach(built::namespace);
        clients.forEach(built::introspectionClient);
        return built.build();
    }

    private Map<String, IntrospectionClient> introspectionClients(@Nullable YamlMapping node) {
        Map<String, IntrospectionClient> clients = new LinkedHashMap<>();
        if (node == null) {
            return clients;
        }
        for (YamlMapping.Entry entry : node.entries()) {
            if (!(entry.value() instanceof YamlMapping settings)) {
                problem(
                        entry.value(),
                        "the oauth2 settings of an adapter are a mapping with client-id and client-secret");
                continue;
            }
            Section section = new Section(settings);
            String id = section.text("client-id", "");
            String secret = section.text("client-secret", "");
            section.done();
            if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
                problem(settings, "the oauth2 settings of an adapter need both client-id and client-secret");
            } else {
                clients.put(entry.name(), new IntrospectionClient(id, secret));
            }
        }
        return clients;
    }

    private ServerConfiguration server(@Nullable YamlMapping node) {
        ServerConfiguration d = ServerConfiguration.DEFAULT;
        if (node == null) {
            return d;
        }
        Section s = new Section(node);
        RequestLimits limits = d.limits();
        ServerTimeouts timeouts = d.timeouts();
        ClientRates rates = d.rates();
        ServerConfiguration read = ServerConfiguration.builder()
                .host(s.text("host", d.host()))
                .portOverrides(s.ports("portOverrides"))
                .allowedHosts(s.hosts("allowedHosts"))
                .allowedOrigins(s.strings("allowedOrigins"))
                .maxHeadBytes((int) s.size("maxHeadBytes", limits.maxHeadBytes(), 1 << 20))
                .maxHeaderFields(s.count("maxHeaderFields", limits.maxHeaderFields(), 1))
                .maxBodyBytes(s.size("maxBodyBytes", limits.maxBodyBytes(), 1L << 40))
                .maxResultBytes(s.size("maxResultBytes", d.maxResultBytes(), 1L << 40))
                .headTimeout(s.duration("headTimeout", timeouts.head()))
                .bodyTimeout(s.duration("bodyTimeout", timeouts.body()))
                .requestTimeout(s.duration("requestTimeout", timeouts.request()))
                .idleTimeout(s.duration("idleTimeout", timeouts.idle()))
                .memoryTimeout(s.duration("memoryTimeout", timeouts.memory()))
                .drainTimeout(s.duration("drainTimeout", timeouts.drain()))
                .minRequestRate(s.count("minRequestRate", (int) rates.minRequestRate(), 0))
                .minResponseRate(s.count("minResponseRate", (int) rates.minResponseRate(), 0))
                .rateGrace(s.duration("rateGrace", rates.grace()))
                .maxConnections(s.count("maxConnections", d.maxConnections(), 1))
                .build();
        s.done();
        return read;
    }

    private NamespaceConfiguration namespace(@Nullable YamlMapping node, NamespaceConfiguration d) {
        if (node == null) {
            return d;
        }
        Section s = new Section(node);
        String trusted = s.text("trustedCertificates", null);
        NamespaceConfiguration read = d.toBuilder()
                .baseUri(s.text("baseUri", d.baseUri()))
                .connectTimeout(s.duration("connectTimeout", d.timeouts().connect()))
                .headTimeout(s.duration("headTimeout", d.timeouts().head()))
                .idleTimeout(s.duration("idleTimeout", d.timeouts().idle()))
                .callTimeout(s.duration("callTimeout", d.timeouts().call()))
                .maxRetries(s.count("maxRetries", d.retry().maxRetries(), 0))
                .maxConnections(s.count("maxConnections", d.pool().maxConnections(), 1))
                .maxWaitingCalls(s.count("maxWaitingCalls", d.pool().maxWaitingCalls(), 0))
                .poolIdleTimeout(s.duration("poolIdleTimeout", d.pool().idleTimeout()))
                .callerShare(s.percent("callerShare", d.pool().callerShare()))
                .breakerMinimumCalls(breakerMinimumCalls(s, d.breaker()))
                .breakerFailureShare(
                        s.percent("breakerFailureShare", d.breaker().failureShare()))
                .breakerWindow(s.duration("breakerWindow", d.breaker().window()))
                .breakerFirstOpenTime(
                        s.duration("breakerFirstOpenTime", d.breaker().firstOpenTime()))
                .breakerOpenTime(s.duration("breakerOpenTime", d.breaker().maxOpenTime()))
                .breakerProbes(s.count("breakerProbes", d.breaker().probes(), 1))
                .maxRequestBytes(s.size("maxRequestBytes", d.limits().maxRequestBytes(), 1L << 40))
                .maxBufferedBytes(s.size("maxBufferedBytes", d.limits().maxBufferedBytes(), 1L << 30))
                .maxHeadBytes((int) s.size("maxHeadBytes", d.limits().maxHeadBytes(), 1 << 20))
                .maxDecodedBytes(s.size("maxDecodedBytes", d.limits().maxDecodedBytes(), 1L << 40))
                .gatheredBytes((int) s.size("gatheredBytes", d.limits().gatheredBytes(), 1 << 30))
                .trustedCertificates(trusted == null ? d.trust().certificates() : folder.resolve(trusted))
                .allowedRedirectOrigins(
                        s.has("allowedRedirectOrigins")
                                ? Set.copyOf(s.strings("allowedRedirectOrigins"))
                                : d.trust().allowedRedirectOrigins())
                .build();
        s.done();
        return read;
    }

    /** The setting, or the name that it had when a breaker counted failures in a row. */
    private int breakerMinimumCalls(Section s, Breaker d) {
        YamlNode former = s.value("breakerFailures");
        if (former != null && s.has("breakerMinimumCalls")) {
            problem(former, "breakerFailures is the former name of breakerMinimumCalls: write one of them");
        }
        return s.count("breakerMinimumCalls", s.count("breakerFailures", d.minimumCalls(), 0), 0);
    }

    private void problem(YamlNode at, String message) {
        problems.add(at.diagnostic("configuration", Severity.ERROR, message));
    }

    /** One mapping being read; knows which names were asked for, so that others can be reported. */
    private final class Section {
        private final YamlMapping node;
        private final Set<String> asked = new LinkedHashSet<>();

        Section(YamlMapping node) {
            this.node = node;
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

        boolean has(String name) {
            return value(name) != null;
        }

        long size(String name, long fallback, long most) {
            Map<String, Long> units = Map.of(
                    "", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "kB", 1000L, "MB", 1000_000L);
            return amount(name, fallback, 1, most, units, "a size such as 65536, 64KiB or 10MiB");
        }

        Duration duration(String name, Duration fallback) {
            Map<String, Long> units = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
            return Duration.ofMillis(
                    amount(name, fallback.toMillis(), 1, 7 * 86_400_000L, units, "a duration such as 500ms, 5s or 2m"));
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
            long amount = Long.parseLong(matcher.group(1)) * unit;
            if (amount < least || amount > most) {
                problem(value, name + " is " + what + ", from " + least + " to " + most);
                return fallback;
            }
            return amount;
        }

        private @Nullable YamlNode value(String name) {
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
    }
}
