package dev.capstan.engine.variable;

import dev.capstan.engine.failure.InvalidSettingException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the values of variables that documents leave to their host. Asked while documents load, on the building thread. */
@FunctionalInterface
public interface VariableSource {
    /** The value of that variable; null when this source does not have it. */
    @Nullable
    String value(String name);

    /**
     * This source as it is now, to be asked while documents are loaded anew. The source itself unless it keeps what it read.
     *
     * @throws InvalidSettingException when it cannot be read any more
     */
    default VariableSource reread() {
        return this;
    }

    /** A source that has these values. */
    static VariableSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return copy::get;
    }

    /**
     * The variables of an {@code .env} file, read now and whenever documents are loaded anew.
     *
     * @throws InvalidSettingException when the file cannot be read or a line is not {@code NAME=value}
     */
    static VariableSource envFile(Path file) {
        return EnvFileVariables.read(file);
    }

    /** JVM system properties, then environment variables. */
    static VariableSource environment() {
        return name -> {
            String property = System.getProperty(name);
            return property != null ? property : System.getenv(name);
        };
    }
}
