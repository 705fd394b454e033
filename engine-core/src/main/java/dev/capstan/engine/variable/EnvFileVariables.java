package dev.capstan.engine.variable;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.variable.DotEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of an {@code .env} file as it was when it was read. */
final class EnvFileVariables implements VariableSource {
    private final Path file;
    private final Map<String, String> values;

    private EnvFileVariables(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static EnvFileVariables read(Path file) {
        try {
            return new EnvFileVariables(file, Map.copyOf(DotEnv.parse(Files.readString(file))));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("the env file " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new InvalidSettingException("the env file " + file + " cannot be read: "
                    + (Files.exists(file) ? "it is not a UTF-8 text file, or not yours to read" : "it does not exist"));
        }
    }

    @Override
    public @Nullable String value(String name) {
        return values.get(name);
    }

    @Override
    public VariableSource reread() {
        return read(file);
    }
}
