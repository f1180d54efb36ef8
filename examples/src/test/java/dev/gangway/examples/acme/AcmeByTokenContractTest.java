package dev.gangway.examples.acme;

import dev.gangway.credential.Credential;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules about the credential once more, with an access token. */
@ExtendWith(RulesOfTheCredential.class)
class AcmeByTokenContractTest extends AcmeContractTest {

    @Override
    protected Credential credential() {
        return Credential.bearer(acme.token());
    }
}
