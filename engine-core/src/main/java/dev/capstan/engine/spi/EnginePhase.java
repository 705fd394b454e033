package dev.capstan.engine.spi;

/** What an engine is doing. */
public enum EnginePhase {
    /** It loads documents, or opens its listeners. */
    LOADING,
    /** It takes calls. */
    SERVING,
    /** It takes no new calls, and waits for those on their way. */
    DRAINING
}
