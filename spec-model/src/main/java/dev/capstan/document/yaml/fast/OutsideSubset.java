package dev.capstan.document.yaml.fast;

/** Says that a text goes beyond what {@link SubsetReader} reads; it is not an error, and never leaves this package. */
final class OutsideSubset extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutsideSubset() {
        super(null, null, false, false);
    }
}
