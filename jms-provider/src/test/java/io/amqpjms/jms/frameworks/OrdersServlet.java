package io.amqpjms.jms.frameworks;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Takes orders into a queue (POST) and out of it (GET), by objects that its container hands it; {@code ?through=} names
 * another connection factory to be looked up.
 */
@SuppressWarnings({"BanJNDI", "serial", "NullAway.Init"
}) // looks up its container's declarations only; is not serialized
public final class OrdersServlet extends HttpServlet {
    @Resource(name = "jms/broker")
    private ConnectionFactory broker;

    @Resource(name = "jms/orders")
    private Queue orders;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String order = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (JMSContext context = through(request).createContext()) {
            context.createProducer().send(orders, order);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } catch (NamingException mistaken) {
            refuse(response, mistaken);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JMSContext context = through(request).createContext()) {
            String order = context.createConsumer(orders).receiveBody(String.class, 10_000);
            response.getWriter().print(order);
        } catch (NamingException mistaken) {
            refuse(response, mistaken);
        }
    }

    private ConnectionFactory through(HttpServletRequest request) throws NamingException {
        String name = request.getParameter("through");
        return name == null ? broker : (ConnectionFactory) new InitialContext().lookup("java:comp/env/" + name);
    }

    private static void refuse(HttpServletResponse response, NamingException mistaken) throws IOException {
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        response.getWriter().print(mistaken.getMessage());
    }
}
