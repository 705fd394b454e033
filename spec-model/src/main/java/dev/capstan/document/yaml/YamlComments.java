package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.reader.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.CommentToken;
import org.snakeyaml.engine.v2.tokens.Token;

/** Finds the comments of a document; {@link YamlReader} skips them, because few need them. */
public final class YamlComments {
    private YamlComments() {}

    /** The comments of a text, in order; where it stops being YAML, those before. */
    public static List<YamlComment> in(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setParseComments(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        List<YamlComment> comments = new ArrayList<>();
        try {
            ScannerImpl tokens = new ScannerImpl(settings, new StreamReader(settings, content));
            while (tokens.hasNext()) {
                Token token = tokens.next();
                if (token instanceof CommentToken comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                    comments.add(new YamlComment(comment.getValue(), range(token)));
                }
            }
        } catch (YamlEngineException notYaml) {
            return comments;
        }
        return comments;
    }

    private static SourceRange range(Token token) {
        Mark start = token.getStartMark().orElseThrow();
        Mark end = token.getEndMark().orElseThrow();
        return new SourceRange(start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }
}
