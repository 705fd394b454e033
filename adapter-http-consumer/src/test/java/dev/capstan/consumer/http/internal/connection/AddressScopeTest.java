package dev.capstan.consumer.http.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.consumer.http.internal.request.Origin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses redirects may lead to. */
class AddressScopeTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.255.1.2, LOOPBACK",
        "0.0.0.0, LOOPBACK",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.1, PUBLIC",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.128.0.1, PUBLIC",
        "169.254.169.254, LINK_LOCAL",
        "224.0.0.1, OTHER",
        "255.255.255.255, OTHER",
        "198.18.0.1, OTHER",
        "2606:4700::1111, PUBLIC",
        "::1, LOOPBACK",
        "::, LOOPBACK",
        "fe80::1, LINK_LOCAL",
        "fd00:ec2::254, PRIVATE",
        "fc00::1, PRIVATE",
        "ff02::1, OTHER",
        "::ffff:127.0.0.1, LOOPBACK",
        "::ffff:10.0.0.1, PRIVATE",
        "::127.0.0.1, LOOPBACK",
        "64:ff9b::a9fe:a9fe, LINK_LOCAL",
        "64:ff9b::5db8:d822, PUBLIC",
        "2002:7f00:1::, LOOPBACK",
        "2001:0:1::1, OTHER",
        "100::1, OTHER",
    })
    void scopes(String address, AddressScope scope) throws UnknownHostException {
        assertThat(AddressScope.of(InetAddress.getByName(address))).isEqualTo(scope);
    }

    private static Origin origin(String uri) {
        return Origin.of(URI.create(uri));
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, https://other.example, 93.184.216.35, true",
        "93.184.216.34, http://other.example, 93.184.216.35, false",
        "93.184.216.34, https://other.example, 127.0.0.1, false",
        "93.184.216.34, https://other.example, 169.254.169.254, false",
        "93.184.216.34, https://other.example, 10.0.0.1, false",
        "93.184.216.34, http://allowed.example:81, 10.0.0.1, true",
        "93.184.216.34, http://allowed.example, 10.0.0.1, false",
        "127.0.0.1, http://other.example, 127.0.0.2, false",
        "127.0.0.1, https://other.example, 127.0.0.2, true",
        "127.0.0.1, https://other.example, 10.0.0.1, false",
        "127.0.0.1, https://other.example, 169.254.169.254, false",
        "127.0.0.1, http://other.example, 93.184.216.35, false",
        "127.0.0.1, https://other.example, 93.184.216.35, true",
        "10.0.0.1, https://other.example, 10.0.0.2, true",
        "10.0.0.1, http://home.example, 169.254.0.1, true",
    })
    void redirects(String home, String target, String address, boolean permitted) throws UnknownHostException {
        RedirectRules rules = RedirectRules.of(origin("http://home.example"), Set.of("http://allowed.example:81"));
        List<InetAddress> homeAddresses = List.of(InetAddress.getByName(home));

        assertThat(rules.permits(origin(target), InetAddress.getByName(address), homeAddresses))
                .isEqualTo(permitted);
        if (permitted) {
            assertThat(rules.mayPermit(origin(target), homeAddresses)).isTrue();
        }
    }
}
