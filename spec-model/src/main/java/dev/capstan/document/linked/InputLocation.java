package dev.capstan.document.linked;

/** Where in a consumed request an input goes. */
public enum InputLocation {
    /** Into the path, as one segment or a part of one. */
    PATH,
    /** Into the query; arrays are repeated. */
    QUERY,
    /** Into a header field. */
    HEADER,
    /** Into the Cookie header. */
    COOKIE,
    /** It is the whole body. */
    WHOLE_BODY,
    /** It is one member of a JSON object, the body. */
    BODY_MEMBER,
    /** Nowhere by itself: the body's template, or another value, refers to it by name. */
    TEMPLATE,
    /** The body's template is its name and nothing else. */
    WHOLE_TEMPLATE
}
