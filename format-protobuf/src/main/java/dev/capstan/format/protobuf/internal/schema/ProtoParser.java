package dev.capstan.format.protobuf.internal.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@code .proto} file of any syntax or edition declares. Options, services, extensions and reservations say
 * nothing about how messages are read; they are skipped. For one file.
 */
final class ProtoParser {
    private static final int LARGEST_NUMBER = (1 << 29) - 1;
    private static final int DEEPEST_NESTING = 100;

    private final String file;
    private final ProtoTokens tokens;
    private final Declarations declarations = new Declarations();

    private ProtoParser(String file, String text) throws InvalidProto {
        this.file = file;
        tokens = new ProtoTokens(file, text);
    }

    /**
     * What a file declares.
     *
     * @param file its name in messages
     */
    static Declarations parse(String file, String text) throws InvalidProto {
        return new ProtoParser(file, text).parseFile();
    }

    private Declarations parseFile() throws InvalidProto {
        while (!tokens.peek().isEmpty()) {
            takeVisibility();
            switch (tokens.peek()) {
                case "syntax", "edition", "option" -> tokens.skipThrough(";");
                case "import" -> parseImport();
                case "package" -> {
                    tokens.take();
                    declarations.packageName(tokens.takeQualified());
                    tokens.require(";");
                }
                case "message" -> parseMessage(declarations.packageName(), 0);
                case "enum" -> parseEnumeration(declarations.packageName());
                case "extend", "service" -> skipBlock();
                case ";" -> tokens.take();
                default -> throw tokens.invalid("a message, an enum, an import or an option is expected");
            }
        }
        return declarations;
    }

    /** Edition 2024 says who may see a type. */
    private void takeVisibility() {
        boolean word = tokens.peek().equals("export") || tokens.peek().equals("local");
        if (word && (tokens.peek(1).equals("message") || tokens.peek(1).equals("enum"))) {
            tokens.take();
        }
    }

    private void parseImport() throws InvalidProto {
        tokens.take();
        if (tokens.take("option")) {
            // Only for options.
            tokens.takeString();
        } else {
            if (!tokens.take("public")) {
                tokens.take("weak");
            }
            declarations.imports().add(tokens.takeString());
        }
        tokens.require(";");
    }

    private void skipBlock() throws InvalidProto {
        tokens.skipThrough("{");
        tokens.skipThrough("}");
    }

    private void parseMessage(String scope, int depth) throws InvalidProto {
        tokens.take();
        parseMessageBody(qualified(scope, tokens.takeIdentifier()), depth);
    }

    private void parseMessageBody(String fullName, int depth) throws InvalidProto {
        if (depth == DEEPEST_NESTING) {
            throw tokens.invalid("messages are nested more than " + DEEPEST_NESTING + " levels deep");
        }
        tokens.require("{");
        List<Declarations.Field> fields = new ArrayList<>();
        declarations.messages().add(new Declarations.Message(fullName, fields));
        while (!tokens.take("}")) {
            parseMember(fullName, fields, depth);
        }
        checkNames(fullName, fields);
    }

    private void parseMember(String message, List<Declarations.Field> fields, int depth) throws InvalidProto {
        takeVisibility();
        boolean named = ProtoTokens.isIdentifier(tokens.peek(1));
        String token = tokens.peek();
        if (token.equals("message") && named && tokens.peek(2).equals("{")) {
            parseMessage(message, depth + 1);
        } else if (token.equals("enum") && named && tokens.peek(2).equals("{")) {
            parseEnumeration(message);
        } else if (token.equals("extend") && (named || tokens.peek(1).equals("."))) {
            skipBlock();
        } else if (token.equals("oneof") && named && tokens.peek(2).equals("{")) {
            parseOneof(message, fields, depth);
        } else if (token.equals("option") && (named || tokens.peek(1).equals("("))
                || token.equals("reserved")
                || token.equals("extensions")) {
            tokens.skipThrough(";");
        } else if (!tokens.take(";")) {
            fields.add(parseField(message, null, depth));
        }
    }

    private void parseOneof(String message, List<Declarations.Field> fields, int depth) throws InvalidProto {
        tokens.take();
        String choice = tokens.takeIdentifier();
        tokens.require("{");
        while (!tokens.take("}")) {
            if (tokens.peek().equals("option")) {
                tokens.skipThrough(";");
            } else if (!tokens.take(";")) {
                fields.add(parseField(message, choice, depth));
            }
        }
    }

    private Declarations.Field parseField(String message, @Nullable String choice, int depth) throws InvalidProto {
        boolean repeated = false;
        if (choice == null) {
            repeated = tokens.peek().equals("repeated");
            if (repeated || tokens.peek().equals("optional") || tokens.peek().equals("required")) {
                tokens.take();
            }
        }
        if (tokens.peek().equals("group")
                && ProtoTokens.isIdentifier(tokens.peek(1))
                && tokens.peek(2).equals("=")) {
            return parseGroup(message, repeated, choice, depth);
        }
        String key = null;
        if (tokens.peek().equals("map") && tokens.peek(1).equals("<")) {
            tokens.take();
            tokens.take();
            key = tokens.takeIdentifier();
            tokens.require(",");
        }
        String type = tokens.takeQualified();
        if (key != null) {
            tokens.require(">");
        }
        String name = tokens.takeIdentifier();
        int number = parseNumber();
        if (tokens.take("[")) {
            tokens.skipThrough("]");
        }
        tokens.require(";");
        return new Declarations.Field(name, number, repeated, type, key, choice, place(message, name));
    }

    /** A group is a message and a field of it; the field's name is the message's in lower case. */
    private Declarations.Field parseGroup(String message, boolean repeated, @Nullable String choice, int depth)
            throws InvalidProto {
        tokens.take();
        String type = tokens.takeIdentifier();
        int number = parseNumber();
        if (tokens.take("[")) {
            tokens.skipThrough("]");
        }
        String fullName = qualified(message, type);
        parseMessageBody(fullName, depth + 1);
        String name = type.toLowerCase(Locale.ROOT);
        return new Declarations.Field(name, number, repeated, "." + fullName, null, choice, place(message, name));
    }

    private int parseNumber() throws InvalidProto {
        tokens.require("=");
        int number = tokens.takeInteger();
        if (number < 1 || number > LARGEST_NUMBER) {
            throw tokens.invalid("the number of a field is between 1 and " + LARGEST_NUMBER);
        }
        return number;
    }

    private void parseEnumeration(String scope) throws InvalidProto {
        tokens.take();
        EnumType type = new EnumType();
        declarations.enumerations().add(new Declarations.Enumeration(qualified(scope, tokens.takeIdentifier()), type));
        tokens.require("{");
        while (!tokens.take("}")) {
            boolean statement = !tokens.peek(1).equals("=");
            if (statement && (tokens.peek().equals("option") || tokens.peek().equals("reserved"))) {
                tokens.skipThrough(";");
            } else if (!tokens.take(";")) {
                String name = tokens.takeIdentifier();
                tokens.require("=");
                type.add(tokens.takeInteger(), name);
                if (tokens.take("[")) {
                    tokens.skipThrough("]");
                }
                tokens.require(";");
            }
        }
    }

    private void checkNames(String message, List<Declarations.Field> fields) throws InvalidProto {
        Set<Object> taken = new HashSet<>();
        for (Declarations.Field field : fields) {
            if (!taken.add(field.name()) || !taken.add(field.number())) {
                throw new InvalidProto(
                        field.place() + ": the message \"" + message + "\" has a field of that name or number already");
            }
        }
    }

    private String place(String message, String field) {
        return "the file \"" + file + "\", field \"" + field + "\" of \"" + message + "\"";
    }

    private static String qualified(String scope, String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }
}
