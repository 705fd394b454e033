package dev.capstan.engine.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.engine.failure.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link EngineConfiguration} from YAML: {@code server:}, {@code namespaces: NAME:} and {@code defaults:} (for
 * all other namespaces), each with the fields of its record by name, and {@code oauth2: NAME:} with {@code client-id} and
 * {@code client-secret} for an adapter. Durations are written {@code 500ms}, {@code 5s},
 * {@code 2m}; sizes {@code 4096}, {@code 64KiB}, {@code 10MiB}. What is not written keeps its default.
 */
public final class ConfigurationReader {
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
        ConfigurationSection top = new ConfigurationSection(root, problems);
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
            ConfigurationSection section = new ConfigurationSection(settings, problems);
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
        ConfigurationSection s = new ConfigurationSection(node, problems);
        RequestLimits limits = d.limits();
        ResultLimits results = d.results();
        ServerTimeouts timeouts = d.timeouts();
        ClientRates rates = d.rates();
        ServerConfiguration read = ServerConfiguration.builder()
                .host(s.text("host", d.host()))
                .portOverrides(s.ports("portOverrides"))
                .tls(tls(s.mapping("tls")))
                .allowedHosts(s.hosts("allowedHosts"))
                .allowedOrigins(s.strings("allowedOrigins"))
                .maxHeadBytes((int) s.size("maxHeadBytes", limits.maxHeadBytes(), 1 << 20))
                .maxHeaderFields(s.count("maxHeaderFields", limits.maxHeaderFields(), 1))
                .maxBodyBytes(s.size("maxBodyBytes", limits.maxBodyBytes(), 1L << 40))
                .maxResultBytes(s.size("maxResultBytes", results.maxBytes(), 1L << 40))
                .maxResultTokens(s.count("maxResultTokens", (int) results.maxTokens(), 0))
                .selectArgument(s.flag("selectArgument", results.select()))
                .headTimeout(s.duration("headTimeout", timeouts.head()))
                .bodyTimeout(s.duration("bodyTimeout", timeouts.body()))
                .requestTimeout(s.duration("requestTimeout", timeouts.request()))
                .idleTimeout(s.duration("idleTimeout", timeouts.idle()))
                .memoryTimeout(s.duration("memoryTimeout", timeouts.memory()))
                .drainDelay(s.duration("drainDelay", timeouts.drainDelay(), 0))
                .drainTimeout(s.duration("drainTimeout", timeouts.drain()))
                .minRequestRate(s.count("minRequestRate", (int) rates.minRequestRate(), 0))
                .minResponseRate(s.count("minResponseRate", (int) rates.minResponseRate(), 0))
                .rateGrace(s.duration("rateGrace", rates.grace()))
                .rateLimits(rateLimits(s.mapping("rateLimits")))
                .maxConnections(s.count("maxConnections", d.maxConnections(), 1))
                .build();
        s.done();
        return read;
    }

    private Map<String, RateLimit> rateLimits(@Nullable YamlMapping node) {
        Map<String, RateLimit> limits = new LinkedHashMap<>();
        if (node == null) {
            return limits;
        }
        for (YamlMapping.Entry entry : node.entries()) {
            if (!(entry.value() instanceof YamlMapping settings)) {
                problem(entry.value(), "the rate limit of an adapter is a mapping with requests, per and burst");
                continue;
            }
            ConfigurationSection s = new ConfigurationSection(settings, problems);
            int requests = s.count("requests", 0, 1);
            Duration per = s.duration("per", Duration.ofSeconds(1));
            int burst = s.count("burst", Math.max(1, requests), 1);
            s.done();
            if (requests == 0) {
                problem(settings, "the rate limit of an adapter says how many requests a caller may send");
            } else {
                limits.put(entry.name(), new RateLimit(requests, per, burst));
            }
        }
        return limits;
    }

    private @Nullable ListenerTls tls(@Nullable YamlMapping node) {
        if (node == null) {
            return null;
        }
        ConfigurationSection s = new ConfigurationSection(node, problems);
        Path certificate = s.file("certificate", folder);
        Path key = s.file("key", folder);
        String password = s.text("password", null);
        Path clientAuthorities = s.file("clientAuthorities", folder);
        s.done();
        if (certificate == null) {
            problem(node, "tls needs a certificate: a PEM file with a key beside it, or a PKCS#12 file");
            return null;
        }
        return new ListenerTls(certificate, key, password, clientAuthorities);
    }

    private NamespaceConfiguration namespace(@Nullable YamlMapping node, NamespaceConfiguration d) {
        if (node == null) {
            return d;
        }
        ConfigurationSection s = new ConfigurationSection(node, problems);
        Path trusted = s.file("trustedCertificates", folder);
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
                .trustedCertificates(trusted == null ? d.trust().certificates() : trusted)
                .allowedRedirectOrigins(
                        s.has("allowedRedirectOrigins")
                                ? Set.copyOf(s.strings("allowedRedirectOrigins"))
                                : d.trust().allowedRedirectOrigins())
                .build();
        s.done();
        return read;
    }

    /** The setting, or the name that it had when a breaker counted failures in a row. */
    private int breakerMinimumCalls(ConfigurationSection s, Breaker d) {
        YamlNode former = s.value("breakerFailures");
        if (former != null && s.has("breakerMinimumCalls")) {
            problem(former, "breakerFailures is the former name of breakerMinimumCalls: write one of them");
        }
        return s.count("breakerMinimumCalls", s.count("breakerFailures", d.minimumCalls(), 0), 0);
    }

    private void problem(YamlNode at, String message) {
        problems.add(at.diagnostic("configuration", Severity.ERROR, message));
    }
}
