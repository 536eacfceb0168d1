package io.firewitness.platform.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What waits in the service's queue, asked for at each scrape. The queue is one for all pods, so each of them tells the same: take the
 * maximum over pods, not the sum. No number where the database does not answer.
 */
@ApplicationScoped
class QueueMeters {
    private final DataSource database;
    private final MeterRegistry registry;

    QueueMeters(DataSource database, MeterRegistry registry) {
        this.database = database;
        this.registry = registry;
    }

    void onStart(@Observes StartupEvent event) {
        gauge("firewitness.work.due", "Tasks whose time has come and that no pod has taken yet", """
                select count(*) from scheduled_tasks where not picked and execution_time <= now()""");
        gauge("firewitness.work.oldest.due.seconds", "How long the longest waiting of them is due", """
                select coalesce(extract(epoch from now() - min(execution_time)), 0)
                from scheduled_tasks where not picked and execution_time <= now()""");
        gauge("firewitness.work.failing", "Tasks that failed last time and will be tried again", """
                select count(*) from scheduled_tasks where consecutive_failures > 0""");
    }

    private void gauge(String name, String description, String query) {
        Gauge.builder(name, () -> number(query)).description(description).register(registry);
    }

    private double number(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException unreachable) {
            return Double.NaN;
        }
    }
}
