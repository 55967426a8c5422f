package io.amqpjms.examples.spring;

import io.amqpjms.jms.AmqpConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** The beans. A template opens and closes a producer with each call, so that it wants them cached; a container keeps its own. */
@Configuration(proxyBeanMethods = false)
class Messaging {

    @Bean
    AmqpConnectionFactory broker(String brokerUrl) {
        return new AmqpConnectionFactory("failover:(" + brokerUrl + ")");
    }

    @Bean
    CachingConnectionFactory cache(AmqpConnectionFactory broker) {
        return new CachingConnectionFactory(broker);
    }

    @Bean
    JmsTemplate template(CachingConnectionFactory cache) {
        return new JmsTemplate(cache);
    }

    @Bean
    Packing packing() {
        return new Packing();
    }

    @Bean
    DefaultMessageListenerContainer orders(AmqpConnectionFactory broker, Packing packing) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(broker);
        container.setDestinationName("orders");
        container.setSessionTransacted(true);
        container.setConcurrency("1-3");
        container.setMessageListener(packing);
        return container;
    }
}
