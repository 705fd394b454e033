package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.internal.run.CallMemory;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.script.PreparedScript;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** What units are compiled with: the parts that providers make. Each throws {@link UncompilableException} when it cannot. */
public interface Services {
    /** An operation, ready to be called. */
    PreparedOperation prepared(LinkedOperation operation);

    /** An API, ready to be forwarded to. */
    PreparedForward prepared(LinkedApi api, List<String> trustedHeaders);

    /** What decodes the responses of an operation. */
    PayloadDecoder decoder(LinkedOperation operation);

    /** Whether the format of an operation's responses cannot tell a single value from a list of one. */
    boolean isSingleValueList(LinkedOperation operation);

    /** A script, ready to run. */
    PreparedScript script(LinkedStep.ScriptStep step);

    /** The most time of one run of a script. */
    Duration scriptTimeout();

    /** Where scripts run. */
    Executor scriptExecutor();

    /** For responses that are read. */
    CallMemory memory();

    /** How an API is called. */
    NamespaceConfiguration configuration(LinkedApi api);
}
