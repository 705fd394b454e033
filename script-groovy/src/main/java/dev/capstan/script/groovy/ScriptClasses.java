package dev.capstan.script.groovy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of one run. */
final class ScriptClasses extends ClassLoader {
    private final Map<String, byte[]> classes;

    ScriptClasses(Map<String, byte[]> classes) {
        super(ScriptClasses.class.getClassLoader());
        this.classes = classes;
    }

    /** The class that runs a file's statements; null for a file that only declares classes. */
    @Nullable Class<?> statements(CompiledScript.Unit unit) throws ClassNotFoundException {
        if (!classes.containsKey(unit.type())) {
            return null;
        }
        Class<?> type = loadClass(unit.type());
        return GroovyStep.class.isAssignableFrom(type) ? type : null;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
