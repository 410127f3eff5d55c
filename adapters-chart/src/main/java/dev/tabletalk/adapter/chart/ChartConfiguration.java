package dev.tabletalk.adapter.chart;

import dev.tabletalk.domain.port.ChartRenderer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the renderer of charts. It costs nothing until the first chart is drawn. */
@Configuration(proxyBeanMethods = false)
public class ChartConfiguration {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @Bean
    ChartRenderer chartRenderer() {
        return new RhinoChartRenderer(LONGEST);
    }
}
