package dev.capstan.format.text.internal.separated;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Decodes rows of cells to an array of objects. */
public final class SeparatedDecoder implements PayloadDecoder {
    /** An array of objects. */
    private static final int ROW_DEPTH = 2;

    private final CsvReader.CsvReaderBuilder reader;
    private final String format;
    private final PayloadLimits limits;

    /**
     * Of cells with that separator.
     *
     * @param format the format's name in messages
     */
    public SeparatedDecoder(char separator, String format, PayloadLimits limits) {
        this.format = format;
        this.limits = limits;
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter('"')
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                // An answer is bounded before it is decoded; one cell may be all of it.
                .maxBufferSize(Integer.MAX_VALUE);
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        LineEndedReader text = new LineEndedReader(PayloadText.decode(bytes, contentType));
        PayloadBudget budget = new PayloadBudget(limits);
        budget.addValue();
        budget.checkDepth(ROW_DEPTH);
        RowHandler rows = new RowHandler(text, format, budget);
        try (CsvReader<ObjectNode> records = reader.build(rows, text)) {
            for (ObjectNode row : records) {
                rows.add(row);
            }
        } catch (CsvParseException e) {
            throw rows.failure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DecodedPayload.of(rows.result());
    }
}
