package dev.tabletalk.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/**
 * The store, for a Spring Boot application with auto-configuration to import. Its one setting is {@code tabletalk.home}; it
 * gives every repository of the domain's ports. Read-only transactions use the readers, all others the one writer.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersistenceSettings.class)
@EntityScan(basePackageClasses = PersistenceConfiguration.class)
@EnableJpaRepositories(basePackageClasses = PersistenceConfiguration.class)
@PropertySource("classpath:dev/tabletalk/adapter/persistence/persistence.properties")
@Import({
    JpaConnectionRepository.class,
    JpaConversationRepository.class,
    JdbcTranscript.class,
    JpaTurnRepository.class,
    JpaQueryResultRepository.class,
    JpaTurnTree.class,
    JdbcReadOnlyProofRepository.class,
    JdbcSqlVersionRepository.class,
    JdbcChartRepository.class,
    JdbcConversationArchive.class,
    JdbcModelCallRepository.class,
    JdbcAnswerNotes.class
})
public class PersistenceConfiguration {
    /** The transactions of what writes without JPA, straight through the one writer. */
    static final String WRITES = "storeWrites";

    private static final int READERS = 4;
    static final String DATABASE = "tabletalk.db";
    static final String KEY = "tabletalk.key";

    @Bean
    HomeFolder homeFolder(PersistenceSettings settings) {
        return HomeFolder.take(settings.home());
    }

    @Bean
    PasswordCipher passwordCipher(HomeFolder home) {
        return PasswordCipher.withKeyIn(home.file(KEY));
    }

    @Bean
    LastCheckpoint lastCheckpoint(HomeFolder home, PersistenceSettings settings) {
        return new LastCheckpoint(StoreDataSource.writing(home.file(DATABASE), settings.storeTimeout()));
    }

    /** @param last comes first, and so is closed last */
    @Bean(defaultCandidate = false)
    HikariDataSource storeWriter(LastCheckpoint last, HomeFolder home, PersistenceSettings settings) {
        HikariConfig config =
                pool("store-writer", 1, StoreDataSource.writing(home.file(DATABASE), settings.storeTimeout()));
        return new HikariDataSource(config);
    }

    /** @param writer comes first: it makes the file */
    @Bean(defaultCandidate = false)
    HikariDataSource storeReaders(
            @Qualifier("storeWriter") DataSource writer, HomeFolder home, PersistenceSettings settings) {
        HikariConfig config =
                pool("store-readers", READERS, StoreDataSource.reading(home.file(DATABASE), settings.storeTimeout()));
        config.setConnectionInitSql("PRAGMA query_only = ON");
        return new HikariDataSource(config);
    }

    private static HikariConfig pool(String name, int size, DataSource connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setDataSource(connections);
        // a file does not drop connections, so they need no replacing
        config.setMaxLifetime(0);
        return config;
    }

    @Bean
    DataSource dataSource(@Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        LazyConnectionDataSourceProxy dataSource = new LazyConnectionDataSourceProxy(writer);
        dataSource.setReadOnlyDataSource(readers);
        return dataSource;
    }

    @Bean(name = WRITES, defaultCandidate = false)
    JdbcTransactionManager storeWrites(@Qualifier("storeWriter") DataSource writer) {
        return new JdbcTransactionManager(writer);
    }

    @Bean(defaultCandidate = false)
    @LiquibaseDataSource
    DataSource migrationDataSource(HomeFolder home, PersistenceSettings settings) {
        return StoreDataSource.writing(home.file(DATABASE), settings.storeTimeout())
                .forMigration();
    }

    /** Goes around the transaction, so that it sees also what committing throws. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor storeFailuresAdvisor() {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(Transactional.class, true), new StoreFailures());
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }
}
