package dev.capstan.engine.variable;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.variable.DotEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the values of variables that documents leave to their host. Asked while documents load, on the building thread. */
@FunctionalInterface
public interface VariableSource {
    /** The value of that variable; null when this source does not have it. */
    @Nullable
    String value(String name);

    /** A source that has these values. */
    static VariableSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return copy::get;
    }

    /**
     * The variables of an {@code .env} file, read now.
     *
     * @throws InvalidSettingException when the file cannot be read or a line is not {@code NAME=value}
     */
    static VariableSource envFile(Path file) {
        try {
            return of(DotEnv.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("the env file " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new InvalidSettingException("the env file " + file + " cannot be read: "
                    + (Files.exists(file) ? "it is not a UTF-8 text file, or not yours to read" : "it does not exist"));
        }
    }

    /** JVM system properties, then environment variables. */
    static VariableSource environment() {
        return name -> {
            String property = System.getProperty(name);
            return property != null ? property : System.getenv(name);
        };
    }
}
