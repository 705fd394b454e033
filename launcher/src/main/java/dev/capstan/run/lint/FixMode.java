package dev.capstan.run.lint;

/** What is to be done with what can be corrected. */
public enum FixMode {
    /** Nothing. */
    NONE,
    /** Correct it. */
    WRITE,
    /** Show what would be corrected. */
    SHOW
}
