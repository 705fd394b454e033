package dev.capstan.engine.spi.script;

/**
 * Runs the scripts of one language. Has a public constructor without parameters, which must be cheap: what is heavy is made at
 * the first {@link #prepare}. Found with {@link java.util.ServiceLoader}, once for each engine, and closed with it.
 */
public interface ScriptRunner extends AutoCloseable {
    /** The language as documents write it, in lower case, such as {@code javascript}. */
    String language();

    /** The SPI version it was built for: return the constant {@link dev.capstan.engine.spi.SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * Whether scripts are confined: no file, network, process, thread, environment or host class is in their reach. A runner
     * that cannot promise it is used only where the engine's configuration trusts its language.
     */
    boolean isConfined();

    /**
     * Parses a script. Called while documents load; may block.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException when the script cannot be parsed; the message names the file
     *     and the line, and becomes the reason why the unit is dead
     */
    PreparedScript prepare(ScriptSource source, ScriptLimits limits);

    /** Lets go of everything that prepared scripts share. Nothing runs any more when it is called; harmless twice. */
    @Override
    void close();
}
