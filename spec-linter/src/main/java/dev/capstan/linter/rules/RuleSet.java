package dev.capstan.linter.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An ordered set of rules. Immutable and safe for any thread. */
public final class RuleSet {
    private static final RuleSet ALL = new RuleSet(List.of(
            new NamespacesUnique(),
            new ConsumesBaseUriNoTrailingSlash(),
            new ConsumedResourceNoQueryInPath(),
            new RestResourcePathNoTrailingSlash(),
            new RestResourcePathNoQuery(),
            new AddressNotExample(),
            new AggregateFunctionDescription(),
            new AggregateSemanticsConsistency(),
            new McpAuthStdioConflict(),
            new OAuth2HttpsAuthserver(),
            new OAuth2ResourceHttps(),
            new OAuth2ScopesDefined(),
            new InfoTags(),
            new ConsumesDescription(),
            new RestResourceDescription(),
            new RestOperationDescription(),
            new StepsNamePattern(),
            new NoScriptTagsInMarkdown(),
            new NoEvalInMarkdown(),
            new BaseUriNotExample(),
            new ControlPortSingletonAndUnique(),
            new ControlAddressLocalhostWarning(),
            new ScriptDefaultsRequired(),
            new NothingToServe(),
            new PromptArgumentUnknown(),
            new DuplicateName(),
            new RouteOverlap(),
            new LiteralSecret(),
            new CleartextCredentials(),
            new ToolNameShape(),
            new ArgumentNameShape(),
            new ToolListCost(),
            new ModelProviderRefuses(),
            new MethodSafetyMismatch(),
            new HintsContradict()));

    private final List<Rule> rules;

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Every rule of this module: the format's published ones, then our own. */
    public static RuleSet all() {
        return ALL;
    }

    /** This set and more rules behind it. */
    public RuleSet and(List<Rule> more) {
        List<Rule> both = new ArrayList<>(rules);
        both.addAll(more);
        return new RuleSet(both);
    }

    /** This set without the rules of those identifiers; what would be switched off anyway need not be checked. */
    public RuleSet without(Set<String> ids) {
        return new RuleSet(
                rules.stream().filter(rule -> !ids.contains(rule.id())).toList());
    }

    /** The rules, in order. */
    public List<Rule> rules() {
        return rules;
    }
}
