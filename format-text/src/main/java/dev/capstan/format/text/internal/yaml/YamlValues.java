package dev.capstan.format.text.internal.yaml;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The value of a YAML text. Not read by the document reader: an answer may be of several YAML documents, its values are
 * counted as those of every other format are, and nobody asks for the places of its nodes.
 */
public final class YamlValues {
    private YamlValues() {}

    /**
     * The value of the only document, an array of the values of several, or null when there is none.
     *
     * @param depth the levels of objects and arrays around the value
     * @param refusal how the message of what is no YAML begins
     */
    public static JsonNode read(String text, PayloadBudget budget, int depth, String refusal) throws PayloadException {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(Integer.MAX_VALUE)
                // The scanner copies its window for each further piece of a long scalar: one piece, one copy.
                .setBufferSize(Math.max(text.length(), 64))
                .build();
        try {
            YamlComposer composer =
                    new YamlComposer(new ParserImpl(settings, new StreamReader(settings, text)), budget, refusal);
            return documents(composer, budget, depth);
        } catch (MarkedYamlEngineException e) {
            throw new PayloadException(refusal
                    + e.getProblemMark()
                            .or(e::getContextMark)
                            .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)
                                    + " cannot be read")
                            .orElse("it cannot be read"));
        } catch (ReaderException e) {
            throw new PayloadException(refusal + "the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YamlEngineException | NumberFormatException e) {
            // The scanner reads the digits of an escape that the text's end cuts off.
            throw new PayloadException(refusal + "it cannot be read");
        }
    }

    private static JsonNode documents(YamlComposer composer, PayloadBudget budget, int depth) throws PayloadException {
        JsonNode first = composer.next(depth);
        if (first == null) {
            budget.addValue();
            return JsonNodeFactory.instance.nullNode();
        }
        if (!composer.hasNext()) {
            return first;
        }
        budget.addValue();
        budget.checkDepth(depth + 1 + composer.height());
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(first);
        while (true) {
            JsonNode next = composer.next(depth + 1);
            if (next == null) {
                return all;
            }
            all.add(next);
        }
    }
}
