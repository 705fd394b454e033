package dev.capstan.linter.custom;

import static dev.capstan.linter.Linting.DOCUMENT;
import static dev.capstan.linter.Linting.configuration;
import static dev.capstan.linter.Linting.lint;
import static dev.capstan.linter.Linting.places;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.reader.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomRuleTest {
    /** Each line: what is given, what then, where it is found (empty: nowhere), and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.info                     | {field: contact, function: defined}   | 3:3   | contact must be there",
                "$.info                     | {field: label, function: defined}     |       |",
                "$.info                     | {field: label, function: undefined}   | 3:10  | label must not be there",
                "$.info                     | {field: tags, function: truthy}       |       |",
                "$.info                     | {field: summary, function: truthy}    | 3:3   | summary must be there",
                "$..port                    | {function: falsy}                     | 28:13 | port must be absent",
                "$..tools[*]                | {field: hints, function: falsy}       |       |",
                "$..tools[*].name           | {function: pattern, functionOptions: {match: '^get-'}}    | 30:17 | name must match the pattern ^get-",
                "$..tools[*].name           | {function: pattern, functionOptions: {match: '/^LIST/i'}} |       |",
                "$..tools[*].name           | {function: pattern, functionOptions: {notMatch: books}}   | 30:17 | must not match",
                "$..operations[*].method    | {function: enumeration, functionOptions: {values: [POST, PUT]}} | 24:23 | must be one of POST, PUT",
                "$..operations[*].method    | {function: enumeration, functionOptions: {values: [GET]}} |       |",
                "$.info.label               | {function: length, functionOptions: {max: 4}}     | 3:10  | a length of at most 4, not 5",
                "$.info.tags                | {function: length, functionOptions: {min: 2}}     | 5:9   | a size of at least 2, not 1",
                "$..port                    | {function: length, functionOptions: {min: 10000}} | 28:13 | be at least 10000, not 9090",
                "$..tools[*]                | {field: name, function: casing, functionOptions: {type: kebab}}  |       |",
                "$..tools[*]                | {field: name, function: casing, functionOptions: {type: camel}}  | 30:17 | name must be written in camel case",
                "$.binds[*].keys            | {field: '@key', function: casing, functionOptions: {type: macro}} |      |",
                "$.binds[*].keys            | {field: '@key', function: casing, functionOptions: {type: snake}} | 9:7  | SHELF_KEY must be written in snake case",
                "$.binds[*].keys.*~         | {function: casing, functionOptions: {type: snake}} | 9:7   | SHELF_KEY must be written in snake case",
                "$.info                     | {function: schema, functionOptions: {schema: {required: [contact]}}} | 3:3 | is not valid",
                "$.info                     | {function: schema, functionOptions: {schema: {required: [label]}}}   |     |",
                "'$..consumes[?(@.type == ''http'')]' | {field: authentication.type, function: enumeration, functionOptions: {values: [oauth2]}} | 17:15 | authentication.type must be one of oauth2",
                "$.nothing.here             | {function: truthy}                    |       |",
            })
    void functionsCheckWhatIsGiven(String given, String then, String place, String message) {
        String path = given.replace("'", "''");
        String configuration = "rules: {custom: {given: '" + path + "', then: " + then + "}}";
        assertThat(configuration(configuration).diagnostics()).isEmpty();
        var found = lint(configuration, DOCUMENT).diagnostics();
        if (place == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(places(found)).containsExactly(place + " custom WARN");
            assertThat(found.get(0).message()).contains(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flat,shelf,true", "flat,shelfBook,false", "camel,shelfBook,true", "camel,ShelfBook,false",
        "pascal,ShelfBook,true", "pascal,shelfBook,false", "kebab,shelf-book,true", "kebab,shelf_book,false",
        "cobol,SHELF-BOOK,true", "cobol,SHELF_BOOK,false", "snake,shelf_book,true", "snake,shelf__book,false",
        "macro,SHELF_BOOK,true", "macro,SHELF-BOOK,false", "kebab,shelf2,true"
    })
    void casings(String type, String name, boolean right) {
        String configuration = "rules: {custom: {given: $.info.label, then: {function: casing, functionOptions: {type: "
                + type + "}}}}";
        assertThat(lint(configuration, DOCUMENT.replace("label: Books", "label: " + name))
                        .diagnostics()
                        .isEmpty())
                .isEqualTo(right);
    }

    @Test
    void casingsGoWithSeparators() {
        String configuration =
                "rules: {custom: {given: '$..resources[*].path', then: {function: casing, functionOptions:"
                        + " {type: kebab, disallowDigits: true, separator: {char: /, allowLeading: true}}}}}";
        assertThat(lint(configuration, DOCUMENT).diagnostics()).isEmpty();
        assertThat(lint(configuration, DOCUMENT.replace("path: /books", "path: /my-books/all"))
                        .diagnostics())
                .isEmpty();
        assertThat(lint(configuration, DOCUMENT.replace("path: /books", "path: /myBooks/all"))
                        .diagnostics())
                .hasSize(1);
        assertThat(lint(configuration, DOCUMENT.replace("path: /books", "path: /books2"))
                        .diagnostics())
                .hasSize(1);
    }

    @Test
    void messagesAreFilledIn() {
        String configuration = """
                rules:
                  custom:
                    description: Short labels
                    message: "{{description}}: {{property}} at {{path}} is {{ value }}, {{error}} {{other}}"
                    severity: error
                    given: [$.info, $.info]
                    then:
                      - {field: label, function: length, functionOptions: {max: 3}}
                """;
        assertThat(lint(configuration, DOCUMENT).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "Short labels: label at /info/label is Books, must have a length of at most 3, not 5 {{other}}");
        assertThat(lint(configuration, DOCUMENT).diagnostics()).allMatch(Diagnostic::isError);
    }

    @Test
    void theDescriptionIsTheMessageWhenThereIsNone() {
        String configuration = "rules: {custom: {description: Have a contact, given: $.info, then: {field: contact,"
                + " function: truthy}}}";
        assertThat(lint(configuration, DOCUMENT).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("Have a contact");
    }

    @Test
    void aCustomRuleIsSuppressedAndOverriddenLikeAnyOther() {
        String rule = "rules: {custom: {given: $.info, then: {field: contact, function: truthy}}}\n";
        assertThat(lint(rule + "overrides: [{files: ['*'], rules: {custom: off}}]", DOCUMENT)
                        .diagnostics())
                .isEmpty();
        String comment = "  # naftiko-lint-disable-next-line custom\n  label: Books";
        assertThat(lint(rule, DOCUMENT.replace("  label: Books", comment)).diagnostics())
                .isEmpty();
    }

    @Test
    void aPatternThatATextIsTooLongForIsAFinding() {
        String configuration =
                "rules: {custom: {given: $.info.description, then: {function: pattern, functionOptions: {match: '^(a|b)*$'}}}}";
        String document = DOCUMENT.replace("Books of a shelf", "ab".repeat(500_000));
        assertThat(lint(configuration, document).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("description is too long for a pattern that repeats a group");
    }

    /** Some never end on a line of text, others need all of the stack. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{function: pattern, functionOptions: {match: '^.*.*.*.*.*@$'}} | takes too long to compare with a pattern",
                "{function: pattern, functionOptions: {notMatch: '^.*.*.*.*.*@$'}} | takes too long",
                "{function: schema, functionOptions: {schema: {pattern: '^.*.*.*.*.*@$'}}} | takes too long",
                "{function: schema, functionOptions: {schema: {pattern: '^(xx?)*@$'}}} | is too long for a pattern",
                "{function: casing, functionOptions: {type: kebab}} | must be written in kebab case",
            })
    void hostilePatternsGiveUp(String then, String message) {
        String configuration = "rules: {custom: {given: $.info.description, then: " + then + "}}";
        String document = DOCUMENT.replace("Books of a shelf", "x".repeat(200_000) + "!");
        assertThat(lint(configuration, document).diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).startsWith("description " + message));
    }

    /** What each value may cost is bounded, and so is what all of them cost together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$..description | {function: pattern, functionOptions: {match: '^.*.*.*.*.*@$'}} | description takes too long",
                "$..[?(@.description =~ /.*.*.*.*.*@/)] | {function: undefined} | the path $..[?(@.description =~ /.*.*.*.*.*@/)] of this rule takes too long to evaluate",
                "$..*..*..*..*..* | {function: undefined} | the path $..*..*..*..*..* of this rule takes too long to evaluate",
            })
    void hostileRulesEndOnLargeDocuments(String given, String then, String message) {
        String configuration = "rules: {custom: {given: \"" + given + "\", then: " + then + "}}";
        StringBuilder document = new StringBuilder(DOCUMENT);
        for (int i = 0; i < 3000; i++) {
            document.append("        - {name: t")
                    .append(i)
                    .append(", call: shelf.list-books, description: '")
                    .append("d".repeat(500))
                    .append("!'}\n");
        }
        List<Diagnostic> found = lint(configuration, document.toString()).diagnostics().stream()
                .filter(one -> one.rule().equals("custom"))
                .toList();
        assertThat(found)
                .isNotEmpty()
                .hasSizeLessThan(50)
                .last()
                .satisfies(one -> assertThat(one.message()).startsWith(message));
    }

    @Test
    void aSchemaThatRefersToItselfWithoutEndIsTold() {
        String configuration = "rules: {custom: {given: $.info, then: {function: schema, functionOptions: {schema:"
                + " {$ref: '#/$defs/a', $defs: {a: {allOf: [{$ref: '#/$defs/a'}]}}}}}}}";
        assertThat(lint(configuration, DOCUMENT).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "info cannot be judged: the schema is nested too deeply, or refers to itself without end");
    }

    @Test
    void entriesAreCountedFromTheEndToo() {
        String configuration = "rules: {custom: {given: '$..tools[-1]', then: {field: contact, function: defined}}}";
        assertThat(places(lint(configuration, DOCUMENT).diagnostics())).containsExactly("30:11 custom WARN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "given: '$.info['|{function: truthy}|not a JSONPath: a [ is not closed at its end",
                "given: '$.info^'|{function: truthy}|not a JSONPath: ^, the parent, is not supported",
                "given: $.info|{function: schema, functionOptions: {schema: {type: 3}}}|not a JSON Schema: /type",
                "given: $.info|{function: schema, functionOptions: {schema: {pattern: '('}}}|not a JSON Schema: ",
                "given: $.info|{function: schema, functionOptions: {schema: {$ref: 'http://example.org/x'}}}|not a JSON Schema: http://example.org/x cannot be read; only references within it can",
                "given: $.info|{function: schema, functionOptions: {schema: {$ref: '#/$defs/none'}}}|not a JSON Schema: ",
                "given: $.info|{function: schema, functionOptions: {schema: {minLength: 1.0e300}}}|not a JSON Schema: a number in it is too large",
            })
    void whatIsNoRuleIsTold(String given, String then, String message) {
        String configuration = "rules: {custom: {" + given + ", then: " + then + "}}";
        assertThat(configuration(configuration).diagnostics())
                .singleElement()
                .satisfies(
                        found -> assertThat(found.message()).startsWith(message).doesNotContain("java"));
    }

    @Test
    void namesWithQuotesAndBracketsAreFound() {
        String yaml = "{\"a']['b\": {c: 1}, a: {d: 2}, \"it's\": [3], 'x\\y': 4, \"z\\\\'\": 5}";
        YamlNode root = new YamlReader(YamlLimits.DEFAULT).read(yaml, "x").root();
        NodeSelector.Tree tree = new NodeSelector.Tree(root, root.toJson());
        assertThat(NodeSelector.of("$..*").select(tree))
                .filteredOn(YamlScalar.class::isInstance)
                .extracting(YamlNode::pointer)
                .containsExactlyInAnyOrder("/a']['b/c", "/a/d", "/it's/0", "/x\\y", "/z\\'");
    }
}
