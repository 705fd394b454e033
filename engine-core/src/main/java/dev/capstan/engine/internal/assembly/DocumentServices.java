package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.ScriptDefaults;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.Services;
import dev.capstan.engine.internal.compile.UncompilableException;
import dev.capstan.engine.internal.run.CallMemory;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** What the providers make for the units of one document, each part once. */
final class DocumentServices implements Services {
    private static final int DEEPEST_SCRIPT_RESULT = 1_000;
    private static final long MOST_SCRIPT_ALLOCATION = 256L * 1024 * 1024;
    private static final long LONGEST_SCRIPT_RESULT = 10L * 1024 * 1024;

    private final AssemblySettings settings;
    private final ConsumerRegistry consumers;
    private final ScriptDefaults scripts;
    private final CallMemory memory;
    private final Map<LinkedOperation, Result<PreparedOperation>> operations = new IdentityHashMap<>();
    private final Map<LinkedOperation, Result<PayloadDecoder>> decoders = new IdentityHashMap<>();

    DocumentServices(AssemblySettings settings, ConsumerRegistry consumers, ScriptDefaults scripts) {
        this.settings = settings;
        this.consumers = consumers;
        this.scripts = scripts;
        this.memory = CallMemory.of(settings.context());
    }

    @Override
    public PreparedOperation prepared(LinkedOperation operation) {
        Result<PreparedOperation> known = operations.get(operation);
        if (known == null) {
            Consumer consumer = consumer(operation.api());
            known = make(
                    () -> consumer.prepare(operation), operation.declaration().node(), "operation-unusable");
            operations.put(operation, known);
        }
        return required(known);
    }

    @Override
    public PreparedForward prepared(LinkedApi api, List<String> trustedHeaders) {
        Consumer consumer = consumer(api);
        return required(make(
                () -> consumer.prepareForward(trustedHeaders), api.declaration().node(), "forward-unusable"));
    }

    private Consumer consumer(LinkedApi api) {
        return required(consumers.consumer(api));
    }

    @Override
    public PayloadDecoder decoder(LinkedOperation operation) {
        Result<PayloadDecoder> known = decoders.get(operation);
        if (known == null) {
            PayloadFormat format = format(operation);
            known = make(
                    () -> format.decoder(new PayloadFormatContext(
                            operation.declaration().outputSchema(), folders(operation.api()), PayloadLimits.DEFAULT)),
                    operation.declaration().node().at("outputSchema"),
                    "format-unusable");
            decoders.put(operation, known);
        }
        return required(known);
    }

    private PayloadFormat format(LinkedOperation operation) {
        String name = operation.declaration().outputRawFormat();
        PayloadFormat format = settings.providers().formats().get(name);
        if (format == null) {
            throw new UncompilableException(
                    operation
                            .declaration()
                            .node()
                            .at("outputRawFormat")
                            .diagnostic(
                                    "format-not-installed",
                                    Severity.ERROR,
                                    "nothing that is installed decodes responses of format " + name),
                    false);
        }
        return format;
    }

    @Override
    public boolean isSingleValueList(LinkedOperation operation) {
        PayloadFormat format =
                settings.providers().formats().get(operation.declaration().outputRawFormat());
        return format != null && format.isSingleValueList();
    }

    /** Where relative paths of an API start: at its file, then at the working directory. */
    private static List<Path> folders(LinkedApi api) {
        List<Path> folders = new ArrayList<>();
        Path file = api.file();
        Path parent = file == null ? null : file.toAbsolutePath().getParent();
        if (parent != null) {
            folders.add(parent);
        }
        folders.add(Path.of("").toAbsolutePath());
        return List.copyOf(folders);
    }

    @Override
    public PreparedScript script(LinkedStep.ScriptStep step) {
        ScriptRunner runner = settings.providers().scripts().get(step.script().language());
        List<ScriptSource.File> files = step.script().files().stream()
                .map(file -> new ScriptSource.File(file.name(), file.text()))
                .toList();
        int last = files.size() - 1;
        ScriptSource source = new ScriptSource(files.get(last), files.subList(0, last));
        ScriptLimits limits = new ScriptLimits(
                scriptTimeout(),
                scripts.statements(),
                MOST_SCRIPT_ALLOCATION,
                LONGEST_SCRIPT_RESULT,
                DEEPEST_SCRIPT_RESULT);
        return required(make(
                () -> {
                    if (runner == null) {
                        throw new InvalidSettingException("nothing that is installed runs "
                                + step.script().language());
                    }
                    try {
                        return runner.prepare(source, limits);
                    } catch (InvalidSettingException e) {
                        throw new InvalidSettingException("the step \"" + step.name() + "\": " + e.getMessage());
                    }
                },
                step.declaration().node().at("file"),
                "script-unusable"));
    }

    @Override
    public Duration scriptTimeout() {
        return Duration.ofMillis(scripts.timeoutMillis());
    }

    @Override
    public Executor scriptExecutor() {
        return settings.scriptThreads();
    }

    @Override
    public CallMemory memory() {
        return memory;
    }

    @Override
    public NamespaceConfiguration configuration(LinkedApi api) {
        return consumers.configuration(api);
    }

    private interface Maker<T> {
        T make();
    }

    private static <T> Result<T> make(Maker<T> maker, YamlNode place, String rule) {
        try {
            return Result.of(maker.make());
        } catch (InvalidSettingException e) {
            return Result.refused(place.diagnostic(rule, Severity.ERROR, String.valueOf(e.getMessage())));
        }
    }

    private static <T> T required(Result<T> result) {
        T value = result.value();
        Diagnostic problem = result.problem();
        if (value != null) {
            return value;
        }
        if (problem == null) {
            throw new IllegalStateException("neither a value nor a problem");
        }
        throw new UncompilableException(problem, problem.rule().equals("variable-missing"));
    }
}
