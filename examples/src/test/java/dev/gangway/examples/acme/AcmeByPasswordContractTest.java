package dev.gangway.examples.acme;

import dev.gangway.credential.Credential;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules about the credential once more, with a name and a password. */
@ExtendWith(RulesOfTheCredential.class)
class AcmeByPasswordContractTest extends AcmeContractTest {

    @Override
    protected Credential credential() {
        return acme.password();
    }
}
