package dev.capstan.script.groovy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.script.ScriptSource;
import dev.capstan.script.internal.run.ScriptMessages;
import groovy.lang.GroovyClassLoader;
import groovy.transform.ThreadInterrupt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.codehaus.groovy.tools.GroovyClass;

/** Compiles a script and its dependencies together, so that they see one another's classes. */
final class GroovyCompiler {
    private static final String TITLE = "Groovy";

    private GroovyCompiler() {}

    /**
     * Compiles.
     *
     * @throws InvalidSettingException when a file cannot be compiled
     */
    static CompiledScript compile(ScriptSource script) {
        List<ScriptSource.File> files = new ArrayList<>(script.dependencies());
        files.add(script.main());
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(GroovyStep.class.getName());
        // A run that passed its time ends at the next loop or call.
        configuration.addCompilationCustomizers(
                new ASTTransformationCustomizer(ThreadInterrupt.class), new LocalResultCheck());
        try (GroovyClassLoader loader = new GroovyClassLoader(GroovyCompiler.class.getClassLoader(), configuration)) {
            CompilationUnit unit = new CompilationUnit(configuration, null, loader);
            List<CompiledScript.Unit> units = new ArrayList<>();
            Map<String, String> names = new HashMap<>();
            for (int at = 0; at < files.size(); at++) {
                // A name of our own: two files of one name in different folders would be one class.
                String type = "Script" + at;
                unit.addSource(type + ".groovy", files.get(at).text());
                units.add(new CompiledScript.Unit(files.get(at).name(), type + ".groovy", type));
                names.put(type + ".groovy", files.get(at).name());
            }
            try {
                unit.compile(Phases.CLASS_GENERATION);
            } catch (MultipleCompilationErrorsException e) {
                throw unparsable(e, names, script.main().name());
            }
            Map<String, byte[]> classes = new HashMap<>();
            for (GroovyClass type : unit.getClasses()) {
                classes.put(type.getName(), type.getBytes());
            }
            return new CompiledScript(classes, List.copyOf(units));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InvalidSettingException unparsable(
            MultipleCompilationErrorsException e, Map<String, String> names, String main) {
        for (Message message : e.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage error) {
                SyntaxException cause = error.getCause();
                String source = String.valueOf(cause.getSourceLocator());
                return ScriptMessages.unparsable(
                        names.getOrDefault(source.substring(source.lastIndexOf('/') + 1), main),
                        TITLE,
                        cause.getStartLine(),
                        String.valueOf(cause.getOriginalMessage()).lines().findFirst().orElse("it cannot be parsed"));
            }
        }
        return ScriptMessages.unparsable(main, TITLE, 0, "it cannot be parsed");
    }
}
