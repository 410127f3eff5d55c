package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that are nobody's database: those of the link, of the metadata services of clouds, of groups and of no host at
 * all, also when an IPv4 address is written or carried inside an IPv6 one.
 */
final class SpecialAddress {
    private static final List<Net> NETS = List.of(
            net("0.0.0.0", 8, "no host"),
            net("169.254.0.0", 16, "a link-local address"),
            net("224.0.0.0", 4, "a multicast address"),
            net("240.0.0.0", 4, "a broadcast or reserved address"),
            net("100.100.100.200", 32, "a metadata service"),
            net("168.63.129.16", 32, "a metadata service"),
            net("192.0.0.192", 32, "a metadata service"),
            net("::", 128, "no host"),
            net("fe80::", 10, "a link-local address"),
            net("ff00::", 8, "a multicast address"),
            net("fd00:ec2::254", 128, "a metadata service"),
            net("fd20:ce::254", 128, "a metadata service"),
            net("fd00:c1::a9fe:a9fe", 128, "a metadata service"));

    /** Where an IPv4 address is inside an IPv6 one. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(net("::", 96, ""), 12, false),
            new Carrier(net("::ffff:0:0:0", 96, ""), 12, false),
            new Carrier(net("64:ff9b::", 96, ""), 12, false),
            new Carrier(net("64:ff9b:1::", 48, ""), 12, false),
            new Carrier(net("2002::", 16, ""), 2, false),
            new Carrier(net("2001::", 32, ""), 12, true));

    private SpecialAddress() {}

    /** Whatever asked for such an address. */
    static final class Refused extends IOException {
        /** @param what is there, such as "a metadata service" */
        Refused(String what) {
            super("leads to " + what);
        }
    }

    /** @throws Refused when the address is one of them */
    static void require(InetAddress address) throws Refused {
        if (!address.isLoopbackAddress()) {
            require(address.getAddress());
        }
    }

    private static void require(byte[] address) throws Refused {
        for (Net net : NETS) {
            if (net.holds(address)) {
                throw new Refused(net.what());
            }
        }
        for (Carrier carrier : CARRIERS) {
            if (carrier.net().holds(address)) {
                require(carrier.inside(address));
            }
        }
        if (isMapped(address)) {
            require(Arrays.copyOfRange(address, 12, 16));
        }
        if (isIsatap(address)) {
            require(Arrays.copyOfRange(address, 12, 16));
        }
    }

    /** ::ffff:a.b.c.d, which Java itself turns into an IPv4 address where it can. */
    private static boolean isMapped(byte[] address) {
        return address.length == 16
                && Arrays.equals(address, 0, 12, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, 12);
    }

    /** …:0:5efe:a.b.c.d and …:200:5efe:a.b.c.d, below any prefix. */
    private static boolean isIsatap(byte[] address) {
        return address.length == 16
                && (address[8] & 0xfd) == 0
                && address[9] == 0
                && address[10] == 0x5e
                && address[11] == (byte) 0xfe;
    }

    private record Net(InetAddress start, int bits, String what) {
        boolean holds(byte[] address) {
            byte[] prefix = start.getAddress();
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0);
        }
    }

    private record Carrier(Net net, int offset, boolean inverted) {
        byte[] inside(byte[] address) {
            byte[] inside = Arrays.copyOfRange(address, offset, offset + 4);
            if (inverted) {
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = (byte) ~inside[i];
                }
            }
            return inside;
        }
    }

    private static Net net(String address, int bits, String what) {
        return new Net(InetAddress.ofLiteral(address), bits, what);
    }
}
