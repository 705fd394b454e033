package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.ConsumesHttp;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A consumed API: one namespace, all its declarations merged.
 */
public final class LinkedApi {
    private final String namespace;
    private final String type;
    private final ConsumesHttp declaration;
    private final @Nullable Path file;
    private final List<FileBinds> importedBinds;
    private final @Nullable Expression baseUri;
    private final @Nullable LinkedAuthentication authentication;
    private final List<LinkedParameter> fixedParameters;
    private final List<Diagnostic> problems;
    private List<LinkedOperation> operations = List.of();

    /**
     * An API without operations yet; {@link #hold} gives them.
     *
     * @param file the file that declares it; null for a document that lies nowhere
     * @param importedBinds see {@link #importedBinds()}
     */
    public LinkedApi(
            String namespace,
            String type,
            ConsumesHttp declaration,
            @Nullable Path file,
            List<FileBinds> importedBinds,
            @Nullable Expression baseUri,
            @Nullable LinkedAuthentication authentication,
            List<LinkedParameter> fixedParameters,
            List<Diagnostic> problems) {
        this.namespace = namespace;
        this.type = type;
        this.declaration = declaration;
        this.file = file;
        this.importedBinds = List.copyOf(importedBinds);
        this.baseUri = baseUri;
        this.authentication = authentication;
        this.fixedParameters = List.copyOf(fixedParameters);
        this.problems = List.copyOf(problems);
    }

    /** Called once by the linker, before anyone else sees this object. */
    public void hold(List<LinkedOperation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** Its name in calls and in the engine's configuration. */
    public String namespace() {
        return namespace;
    }

    /** {@code http}, or the type of another provider. */
    public String type() {
        return type;
    }

    /** The file that declares it, where its relative paths start; null for a document that lies nowhere. */
    public @Nullable Path file() {
        return file;
    }

    /**
     * What its variables are looked for in once the document has none of their name: the binds of the files that it was imported
     * through, the nearest first. Empty for an API of the document itself.
     */
    public List<FileBinds> importedBinds() {
        return importedBinds;
    }

    /** Its first declaration. */
    public ConsumesHttp declaration() {
        return declaration;
    }

    /** The base URI that the document gives, a constant or made from variables; null when it gives no usable one. */
    public @Nullable Expression baseUri() {
        return baseUri;
    }

    /**
     * A base URI of this API as people may see it: where the document puts variables behind the host, which may be
     * secrets, their values are masked. One that was given from outside stays as it is.
     */
    public String masked(String uri) {
        if (!(baseUri instanceof Expression.Text text)) {
            return uri;
        }
        StringBuilder pattern = new StringBuilder();
        StringBuilder replacement = new StringBuilder();
        int group = 0;
        boolean behindHost = false;
        for (Expression part : text.parts()) {
            if (part instanceof Expression.Constant constant) {
                String literal = constant.value().asString();
                pattern.append(Pattern.quote(literal));
                replacement.append(Matcher.quoteReplacement(literal));
                String rest = group == 0 ? literal.substring(literal.indexOf("//") + 2) : literal;
                behindHost |= rest.indexOf('/') >= 0;
            } else {
                group++;
                pattern.append("(.*)");
                replacement.append(behindHost ? "***" : "$" + group);
            }
        }
        return uri.replaceFirst("^" + pattern + "$", replacement.toString());
    }

    /** How its calls are authenticated; null when they are not. */
    public @Nullable LinkedAuthentication authentication() {
        return authentication;
    }

    /**
     * Its own parameters that have a value, for requests that are passed on to it; among the inputs of its operations they are
     * once more.
     */
    public List<LinkedParameter> fixedParameters() {
        return fixedParameters;
    }

    /** Its operations, in the order of the document; names may repeat. */
    public List<LinkedOperation> operations() {
        return operations;
    }

    /** Why none of its operations can be called; empty when they can. */
    public List<Diagnostic> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return namespace;
    }
}
