package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A saved connection. Either the file or the server columns are filled. */
@Entity
@Table(name = "connection")
class ConnectionEntity {
    @Id
    private String id;

    @Convert(converter = StoredText.class)
    private String name;

    @Enumerated(EnumType.STRING)
    private DatabaseKind kind;

    @Convert(converter = StoredText.class)
    private @Nullable String file;

    private @Nullable String host;
    private @Nullable Integer port;

    @Column(name = "database_name")
    @Convert(converter = StoredText.class)
    private @Nullable String databaseName;

    @Convert(converter = StoredText.class)
    private @Nullable String username;

    private byte @Nullable [] password;

    @Convert(converter = StoredText.class)
    private @Nullable String options;

    @Convert(converter = StoredText.class)
    private @Nullable String environment;

    @Column(name = "environment_color")
    @Enumerated(EnumType.STRING)
    private @Nullable EnvironmentColor environmentColor;

    @Column(name = "max_rows")
    private int maxRows;

    @Column(name = "max_bytes")
    private int maxBytes;

    private Duration timeout;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ConnectionEntity() {}

    static ConnectionEntity of(DatabaseConnection connection, PasswordCipher cipher) {
        ConnectionEntity entity = new ConnectionEntity();
        entity.id = connection.id().value();
        entity.apply(connection, cipher);
        return entity;
    }

    static ConnectionEntity of(StoredRow row) throws SQLException {
        ConnectionEntity entity = new ConnectionEntity();
        entity.id = row.plain("id");
        entity.name = String.valueOf(row.text("name"));
        entity.kind = row.constant(DatabaseKind.class, "kind");
        entity.file = row.text("file");
        entity.host = row.text("host");
        entity.port = row.integer("port");
        entity.databaseName = row.text("database_name");
        entity.username = row.text("username");
        entity.password = row.bytes("password");
        entity.options = row.text("options");
        entity.environment = row.text("environment");
        entity.environmentColor = row.optionalConstant(EnvironmentColor.class, "environment_color");
        entity.maxRows = (int) row.number("max_rows");
        entity.maxBytes = (int) row.number("max_bytes");
        entity.timeout = Duration.ofNanos(row.number("timeout"));
        entity.createdAt = row.time("created_at");
        return entity;
    }

    void apply(DatabaseConnection connection, PasswordCipher cipher) {
        name = connection.name();
        kind = connection.kind();
        environment = connection.environment();
        environmentColor = connection.environmentColor();
        maxRows = connection.limits().maxRows();
        maxBytes = connection.limits().maxBytes();
        timeout = connection.limits().timeout();
        createdAt = connection.createdAt();
        switch (connection.address()) {
            case DatabaseAddress.File address -> file = address.path();
            case DatabaseAddress.Server server -> apply(server, cipher);
        }
    }

    private void apply(DatabaseAddress.Server server, PasswordCipher cipher) {
        host = server.host();
        port = server.port();
        databaseName = server.database();
        username = server.credentials().username();
        Secret secret = server.credentials().password();
        password = secret == null ? null : cipher.encrypt(secret, id);
        options = StoreJson.ofPairs(server.options());
    }

    DatabaseConnection toDomain(PasswordCipher cipher) {
        return new DatabaseConnection(
                new ConnectionId(id),
                name,
                kind,
                file == null ? server(cipher) : new DatabaseAddress.File(file),
                environment,
                environmentColor,
                new QueryLimits(maxRows, maxBytes, timeout),
                createdAt);
    }

    private DatabaseAddress.Server server(PasswordCipher cipher) {
        return new DatabaseAddress.Server(
                Objects.requireNonNull(host),
                Objects.requireNonNull(port),
                Objects.requireNonNull(databaseName),
                new Credentials(
                        Objects.requireNonNull(username), password == null ? null : cipher.decrypt(password, id)),
                StoreJson.options(Objects.requireNonNull(options)));
    }
}
