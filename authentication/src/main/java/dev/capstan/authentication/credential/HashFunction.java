package dev.capstan.authentication.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash function that every Java platform has. Safe for any thread. */
public final class HashFunction {
    private final String algorithm;

    /** Copied for each use, which is several times faster than looking the algorithm up. Never used itself. */
    private final MessageDigest unused;

    private HashFunction(String algorithm) {
        this.algorithm = algorithm;
        this.unused = lookUp(algorithm);
    }

    /** SHA-256. */
    public static HashFunction sha256() {
        return new HashFunction("SHA-256");
    }

    /** MD5, which only RFC 7616's oldest clients need. */
    public static HashFunction md5() {
        return new HashFunction("MD5");
    }

    /** A new computation. */
    public MessageDigest start() {
        try {
            return (MessageDigest) unused.clone();
        } catch (CloneNotSupportedException notWithThisProvider) {
            return lookUp(algorithm);
        }
    }

    /** The hash of these bytes. */
    public byte[] hash(byte[] bytes) {
        return start().digest(bytes);
    }

    private static MessageDigest lookUp(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
