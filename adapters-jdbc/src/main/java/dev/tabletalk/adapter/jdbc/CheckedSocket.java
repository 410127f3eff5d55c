package dev.tabletalk.adapter.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** A socket that looks at the address, not at the name, right before it connects to exactly that address. */
final class CheckedSocket extends Socket {
    private final Wire wire;
    private final boolean anywhere;

    CheckedSocket(Wire wire, boolean anywhere) {
        this.wire = wire;
        this.anywhere = anywhere;
        wire.add(this);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, Math.toIntExact(JdbcTargetDatabase.CONNECT_TIMEOUT.toMillis()));
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address)) {
            throw new SpecialAddress.Refused("a socket that is none of the network");
        }
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        if (!anywhere) {
            require(address.getAddress());
        }
        // A new one of the same bytes: whatever class the driver gave us, this is where it goes.
        super.connect(new InetSocketAddress(address.getAddress(), address.getPort()), timeout);
        wire.requireOpen();
    }

    private void require(InetAddress address) throws SpecialAddress.Refused {
        try {
            SpecialAddress.require(address);
        } catch (SpecialAddress.Refused refused) {
            wire.ended(refused);
            throw refused;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int read = in.read();
                wire.received(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                wire.received(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = in.skip(count);
                wire.received(skipped);
                return skipped;
            }
        };
    }
}
