package io.lc2.backup.local.s3;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/** A client of a real server whose process ends between two requests, or whose answers get lost. */
final class InterceptedClient {

    private InterceptedClient() {}

    /** Sends so many requests; the next one throws {@link Killed}. */
    static S3Client endingAfter(int requests, S3Client client) {
        AtomicInteger left = new AtomicInteger(requests);
        return around(client, (method, arguments) -> {
            if (left.getAndDecrement() == 0) {
                throw new Killed();
            }
            return call(client, method, arguments);
        });
    }

    /** Sends every request twice, as the SDK does when it does not get the first answer. */
    static S3Client repeating(S3Client client) {
        return around(client, (method, arguments) -> {
            call(client, method, arguments);
            return call(client, method, arguments);
        });
    }

    private static S3Client around(S3Client client, Call call) {
        return (S3Client) Proxy.newProxyInstance(
                client.getClass().getClassLoader(),
                new Class<?>[] {S3Client.class},
                (proxy, method, arguments) -> call.make(method, arguments));
    }

    private static Object call(S3Client client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        Object make(Method method, Object[] arguments) throws Throwable;
    }

    /** The process is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
