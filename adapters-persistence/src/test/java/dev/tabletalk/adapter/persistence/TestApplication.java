package dev.tabletalk.adapter.persistence;

import java.nio.file.Path;
import org.hibernate.cfg.JdbcSettings;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The store alone, with its statements counted. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(PersistenceConfiguration.class)
class TestApplication {
    @Bean
    StatementCounter statementCounter() {
        return new StatementCounter();
    }

    @Bean
    HibernatePropertiesCustomizer countStatements(StatementCounter counter) {
        return properties -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, counter);
    }

    static ConfigurableApplicationContext start(Path home, String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--tabletalk.home=" + home;
        return new SpringApplicationBuilder(TestApplication.class)
                .web(WebApplicationType.NONE)
                .run(all);
    }
}
