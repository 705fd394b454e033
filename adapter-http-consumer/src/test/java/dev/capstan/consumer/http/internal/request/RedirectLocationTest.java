package dev.capstan.consumer.http.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedirectLocationTest {
    @Test
    void https_never_leads_to_http() {
        Origin secure = new Origin(true, "one.example", 443);

        assertThat(RedirectLocation.resolve(secure, "/", "http://one.example/x"))
                .isNull();
        assertThat(RedirectLocation.resolve(secure, "/", "https://two.example/x"))
                .isEqualTo(new RedirectLocation(new Origin(true, "two.example", 443), "/x"));
        assertThat(RedirectLocation.resolve(new Origin(false, "one.example", 80), "/", "https://one.example"))
                .isEqualTo(new RedirectLocation(new Origin(true, "one.example", 443), "/"));
    }
}
