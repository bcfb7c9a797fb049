import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.configuration.ssl.SslPolicyConfig;
import org.neo4j.configuration.ssl.SslPolicyScope;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A real Neo4j on one loopback port: Neo4jServer HOME PORT [CERTIFICATES], the password is the first line of stdin. */
public class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        try {
            serve(arguments);
        } catch (Exception error) {
            // The threads of the database would keep a server alive that never gets ready.
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(String[] arguments) throws Exception {
        var input = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        var password = input.readLine();
        var address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        var builder = new DatabaseManagementServiceBuilder(Path.of(arguments[0]));
        if (arguments.length > 2) {
            // private.key and public.crt are in that folder; who asks without TLS is answered too.
            var policy = SslPolicyConfig.forScope(SslPolicyScope.BOLT);
            builder.setConfig(policy.enabled, true).setConfig(policy.base_directory, Path.of(arguments[2]));
            builder.setConfig(BoltConnector.encryption_level, BoltConnector.EncryptionLevel.OPTIONAL);
        }
        var service = builder
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .build();
        try (var transaction = service.database("system").beginTx()) {
            transaction.execute("ALTER USER neo4j SET PASSWORD $p CHANGE NOT REQUIRED", java.util.Map.of("p", password));
            transaction.commit();
        } catch (org.neo4j.graphdb.QueryExecutionException error) {
            // A server that comes back with its data has this password already.
            if (!error.getMessage().contains("cannot be the same")) throw error;
        }
        System.out.println("ready");
        // Whoever started us holds the other end: it closes when that process ends, kill -9 included.
        while (input.read() != -1) { }
        // A clean shutdown takes 6 s; the data is thrown away, or recovered from the journal at the next start.
        Runtime.getRuntime().halt(0);
    }
}
