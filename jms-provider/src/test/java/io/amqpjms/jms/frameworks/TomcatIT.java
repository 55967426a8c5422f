package io.amqpjms.jms.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.jndi.AmqpObjectFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Connection factories and destinations that Tomcat makes of its configuration and hands to a servlet. */
@Timeout(60)
class TomcatIT {
    private static final Path WEBAPP = Path.of("src/test/resources/tomcat").toAbsolutePath();

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker().withUser("shop", "sesame");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void deploy(@TempDir Path base) throws Exception {
        settings().forEach(System::setProperty);
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.enableNaming();
        tomcat.getServer().getGlobalNamingResources().addResource(everybodys());
        Context shop = tomcat.addWebapp("/shop", WEBAPP.toString());
        shop.setConfigFile(WEBAPP.resolve("META-INF/context.xml").toUri().toURL());
        tomcat.getConnector();
        tomcat.start();
    }

    private static Map<String, String> settings() {
        return Map.of("broker.uri", broker.uri().toString(), "broker.user", "shop", "broker.password", "sesame");
    }

    private static ContextResource everybodys() {
        ContextResource resource = new ContextResource();
        resource.setName("jms/everybodys");
        resource.setType("jakarta.jms.ConnectionFactory");
        resource.setProperty("factory", AmqpObjectFactory.class.getName());
        resource.setProperty("remoteURI", broker.uri().toString());
        resource.setProperty("username", "shop");
        resource.setProperty("password", "sesame");
        return resource;
    }

    @AfterEach
    void undeploy() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        settings().keySet().forEach(System::clearProperty);
    }

    @Test
    void aServletSendsAndReceivesByWhatItIsHanded() throws Exception {
        assertThat(post("", "two chairs").statusCode()).isEqualTo(204);
        assertThat(broker.messageCount("orders")).isEqualTo(1);
        assertThat(get("").body()).isEqualTo("two chairs");
    }

    @Test
    void aServletLooksUpAFactoryThatAllApplicationsShare() throws Exception {
        assertThat(post("?through=jms/shared", "a table").statusCode()).isEqualTo(204);
        assertThat(get("?through=jms/broker").body()).isEqualTo("a table");
    }

    @Test
    void aMistakeInTheConfigurationIsToldWhereItIsLookedUp() throws Exception {
        HttpResponse<String> refused = post("?through=jms/mistaken", "a bed");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("sendTimeot").contains("sendTimeout");
    }

    @Test
    void theDocumentedConfigurationIsTheOneThatWorks() throws Exception {
        String page = Files.readString(Path.of("../docs/CONTAINERS.md"));
        String works = Files.readString(WEBAPP.resolve("META-INF/context.xml"));
        assertThat(page)
                .contains(
                        works.substring(works.indexOf("<Context>"), works.indexOf("  <Resource name=\"jms/mistaken")));
    }

    private HttpResponse<String> post(String query, String body) throws Exception {
        return answer(HttpRequest.newBuilder(orders(query)).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String query) throws Exception {
        return answer(HttpRequest.newBuilder(orders(query)).GET());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private URI orders(String query) {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/shop/orders" + query);
    }
}
