package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SignInBatchTest {

    @Test
    void whatIsHandedOverManyAtATimeIsWhatWasTold() {
        SignInFold direct = new SignInFold(new Interned());
        SignInFold handedOver = new SignInFold(new Interned());
        SignInBatch batch = new SignInBatch(handedOver);
        Random chance = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            String who = chance.nextInt(9) == 0 ? "" : "id-" + chance.nextInt(300);
            String address = chance.nextInt(5) == 0 ? "" : "é".repeat(chance.nextInt(300)) + "@example.com";
            long at = 1_780_000_000L + chance.nextInt(5_000_000);
            SignInSource source = chance.nextBoolean() ? SignInFoldTest.PASSWORD : SignInFoldTest.ADMIN;
            SignInFoldTest.tell(direct, who, address, at, source);
            batch.signIn(who, address, at, source);
        }
        batch.flush();
        batch.flush();

        assertThat(handedOver.ids.size()).isEqualTo(direct.ids.size());
        assertThat(handedOver.latest).isEqualTo(direct.latest);
        assertThat(handedOver.source).isEqualTo(direct.source);
        assertThat(handedOver.address).isEqualTo(direct.address);
        assertThat(handedOver.further).isEqualTo(direct.further);
        assertThat(handedOver.byAddress).isEqualTo(direct.byAddress);
        assertThat(handedOver.anybodys).isEqualTo(direct.anybodys);
        assertThat(handedOver.days).isEqualTo(direct.days);
    }
}
