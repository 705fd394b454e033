package dev.capstan.script.groovy;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.SyntaxException;

/** Refuses {@code def result = …}: a local variable, which nobody outside of the script can see. */
final class LocalResultCheck extends CompilationCustomizer {
    LocalResultCheck() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        for (Statement statement : source.getAST().getStatementBlock().getStatements()) {
            if (statement instanceof ExpressionStatement expression
                    && expression.getExpression() instanceof DeclarationExpression declaration
                    && declaration.getAnnotations().isEmpty()
                    && !declaration.isMultipleAssignmentDeclaration()
                    && declaration.getVariableExpression().getName().equals("result")) {
                source.addErrorAndContinue(new SyntaxException(
                        "result is declared as a local variable, which nobody sees; write: result = ...",
                        declaration.getLineNumber(),
                        declaration.getColumnNumber()));
            }
        }
    }
}
