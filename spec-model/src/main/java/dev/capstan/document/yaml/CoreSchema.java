package dev.capstan.document.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How plain scalars get their type: YAML 1.2.2, section 10.3.2 (the core schema). */
public final class CoreSchema {
    /** Longer digit strings stay strings: no number of this size is meant, and converting one is quadratic. */
    private static final int LONGEST_NUMBER = 400;

    private CoreSchema() {}

    /** What a plain scalar with that text is. */
    public static YamlScalar.Kind kindOf(String text) {
        if (text.isEmpty()) {
            return YamlScalar.Kind.NULL;
        }
        char first = text.charAt(0);
        switch (first) {
            case '~', 'n', 'N' -> {
                if (text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")) {
                    return YamlScalar.Kind.NULL;
                }
            }
            case 't', 'T' -> {
                if (text.equals("true") || text.equals("True") || text.equals("TRUE")) {
                    return YamlScalar.Kind.BOOLEAN;
                }
            }
            case 'f', 'F' -> {
                if (text.equals("false") || text.equals("False") || text.equals("FALSE")) {
                    return YamlScalar.Kind.BOOLEAN;
                }
            }
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.' -> {
                return number(text);
            }
            default -> {}
        }
        return YamlScalar.Kind.STRING;
    }

    private static YamlScalar.Kind number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return YamlScalar.Kind.STRING;
        }
        if (text.startsWith("0x") && text.length() > 2 && allDigits(text, 2, 16)
                || text.startsWith("0o") && text.length() > 2 && allDigits(text, 2, 8)) {
            return YamlScalar.Kind.INTEGER;
        }
        int at = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        String unsigned = text.substring(at);
        if (unsigned.equals(".inf") || unsigned.equals(".Inf") || unsigned.equals(".INF")) {
            return YamlScalar.Kind.FLOAT;
        }
        if (text.equals(".nan") || text.equals(".NaN") || text.equals(".NAN")) {
            return YamlScalar.Kind.FLOAT;
        }
        return decimal(unsigned);
    }

    private static YamlScalar.Kind decimal(String unsigned) {
        int at = skipDigits(unsigned, 0);
        boolean digits = at > 0;
        boolean point = false;
        if (at < unsigned.length() && unsigned.charAt(at) == '.') {
            point = true;
            int afterPoint = skipDigits(unsigned, at + 1);
            digits |= afterPoint > at + 1;
            at = afterPoint;
        }
        if (!digits) {
            return YamlScalar.Kind.STRING;
        }
        boolean exponent = false;
        if (at < unsigned.length() && (unsigned.charAt(at) == 'e' || unsigned.charAt(at) == 'E')) {
            exponent = true;
            int start = at + 1;
            if (start < unsigned.length() && (unsigned.charAt(start) == '+' || unsigned.charAt(start) == '-')) {
                start++;
            }
            at = skipDigits(unsigned, start);
            // A four-digit exponent would make a number whose plain form has thousands of digits.
            if (at == start || at - start > 3) {
                return YamlScalar.Kind.STRING;
            }
        }
        if (at < unsigned.length()) {
            return YamlScalar.Kind.STRING;
        }
        return point || exponent ? YamlScalar.Kind.FLOAT : YamlScalar.Kind.INTEGER;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean allDigits(String text, int from, int radix) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) > 127 || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }

    static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        return new BigInteger(text);
    }

    /** A finite number as the value of a float: also one in base 16 or 8, which a tag makes a float. */
    static BigDecimal floating(String text) {
        return isInOtherBase(text) ? new BigDecimal(integer(text)) : new BigDecimal(text);
    }

    private static boolean isInOtherBase(String text) {
        return text.startsWith("0x") || text.startsWith("0o");
    }

    static boolean isFinite(String text) {
        if (isInOtherBase(text)) {
            return true;
        }
        char last = Character.toLowerCase(text.charAt(text.length() - 1));
        return last != 'f' && last != 'n';
    }
}
