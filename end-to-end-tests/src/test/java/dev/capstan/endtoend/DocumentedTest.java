package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What others may use says what it means: each public type and member outside of {@code internal} packages. */
class DocumentedTest {
    private static final Path HOUSE = Path.of("..");

    @Test
    void whatIsPublicIsDocumented() throws IOException {
        List<String> undocumented = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Undocumented(docs, undocumented).scan(unit, false);
            }
        }

        assertThat(undocumented).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(HOUSE)) {
            for (Path module : (Iterable<Path>) modules::iterator) {
                Path folder = module.resolve("src/main/java");
                if (Files.isDirectory(folder) && !module.endsWith("benchmarks")) {
                    try (Stream<Path> all = Files.walk(folder)) {
                        all.filter(file -> file.toString().endsWith(".java")
                                        && !file.toString().contains("/internal/"))
                                .forEach(sources::add);
                    }
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(300);
        return sources;
    }

    /** The scanner's parameter says whether members of the enclosing type are public without saying so. */
    private static final class Undocumented extends TreePathScanner<Void, Boolean> {
        private final DocTrees docs;
        private final List<String> found;

        Undocumented(DocTrees docs, List<String> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Boolean isImplied) {
            if (isPublic(type.getModifiers(), isImplied)) {
                require(type.getSimpleName().toString());
                super.visitClass(type, type.getKind() == Tree.Kind.INTERFACE);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Boolean isImplied) {
            boolean inherits = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (!inherits && isPublic(method.getModifiers(), isImplied)) {
                require(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Boolean isImplied) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree
                    && isPublic(field.getModifiers(), isImplied)) {
                require(field.getName().toString());
            }
            return null;
        }

        private static boolean isPublic(ModifiersTree modifiers, boolean isImplied) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || isImplied && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void require(String name) {
            TreePath path = getCurrentPath();
            String comment = docs.getDocComment(path);
            if (comment == null || comment.isBlank()) {
                String file = path.getCompilationUnit().getSourceFile().getName();
                found.add(file.substring(file.indexOf("dev/")) + ": " + name);
            }
        }
    }
}
