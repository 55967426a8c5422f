/** Messages exchanged with clients that are not Java; run with the profile {@code interop}. */
package io.amqpjms.jms.interop;
