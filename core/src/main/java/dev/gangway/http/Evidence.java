package dev.gangway.http;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * What one request left behind: whether it may have reached the provider. OkHttp reports before the first byte of the headers is written,
 * so "not sent" is certain and "sent" means "maybe". Used by the call's thread only.
 */
final class Evidence extends EventListener {

    private boolean passed;
    private boolean sent;

    boolean sent() {
        return sent;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }

    /**
     * Stands last before the wire and lets each call pass once, whoever wants to repeat it: OkHttp itself (a 503 with "Retry-After: 0", a
     * 421, a broken connection) or an interceptor of the user's.
     */
    static final class Gate implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Evidence evidence = chain.call().request().tag(Evidence.class);
            if (evidence != null) {
                if (evidence.passed) {
                    throw new SecondSendException();
                }
                evidence.passed = true;
            }
            Response response = chain.proceed(chain.request());
            // To OkHttp a zero means "again, at once"; to us it means nothing, and so it may go.
            return response.code() == 503 && "0".equals(response.header("Retry-After"))
                    ? response.newBuilder().removeHeader("Retry-After").build()
                    : response;
        }
    }

    /** Something below tried to send a request again. */
    static final class SecondSendException extends IOException {
        private static final long serialVersionUID = 1L;

        SecondSendException() {
            super("a second send of the same request was held back");
        }
    }
}
