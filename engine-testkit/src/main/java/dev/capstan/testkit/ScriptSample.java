package dev.capstan.testkit;

/** The scripts that {@link ScriptRunnerContract} runs, which each language writes in its own way. */
public enum ScriptSample {
    /** Sets no {@code result}. */
    NO_RESULT,
    /** {@code result} is {@code context}. */
    CONTEXT,
    /** {@code result} is the global variable {@code orderLines}. */
    VARIABLE,
    /** {@code result} is the global variable {@code result} as the script finds it, or the text {@code unset}. */
    RESULT_BEFORE,
    /** {@code result} is {@code doubled(context.amount)}, which {@link #DEPENDENCY} defines. */
    USES_DEPENDENCY,
    /** Defines a function {@code doubled}. */
    DEPENDENCY,
    /** {@code result} is the text {@code fresh}, or {@code seen} when a global variable {@code trace} is there; then sets it. */
    LEAVES_TRACE,
    /** Throws an error with the message {@code no stock left} in its third line. */
    FAILS_IN_LINE_3,
    /** Cannot be parsed, for what stands in its second line. */
    UNPARSABLE_IN_LINE_2,
    /** Runs until it is stopped. A script of a confined language also catches all that it can. */
    ENDLESS,
    /** Calls itself without end. */
    ENDLESS_RECURSION,
    /** Keeps adding to what it holds in memory, with few statements. */
    ENDLESS_MEMORY,
    /** {@code result} is a number that is not a number. */
    NAN,
    /** {@code result} is an object whose member {@code rate} is infinite. */
    INFINITE_MEMBER,
    /** {@code result} is an array whose second element is a function. */
    FUNCTION_ELEMENT,
    /** {@code result} is an object that is its own member. */
    CYCLE,
    /** {@code result} is {@code context.levels} arrays in one another. */
    DEEP,
    /** {@code result} is a text of {@code context.letters} letters. */
    LARGE
}
