package dev.capstan.run.logging;

/** How much is logged. */
public enum LogLevel {
    /** Everything, the libraries' own steps included. */
    TRACE,
    /** What is of use when looking for a defect. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** What should be looked at. */
    WARN,
    /** What failed. */
    ERROR
}
