package dev.gangway.figures.license;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Somebody on the team, in Dropbox's words and with all that Dropbox says of people (specified: {@code TeamMemberInfoV2}).
 *
 * @param number from 0 on; the first ones are admins
 * @param id the team member's id
 * @param account the account's id
 * @param email the address
 * @param given the given name, as JSON text
 * @param surname the surname, as JSON text
 */
record Person(int number, String id, String account, String email, String given, String surname) {

    private static final List<String> GIVEN = List.of(
            "Ada",
            "Bruno",
            "Chlo\\u00e9",
            "Dmitri",
            "Elif",
            "Farid",
            "Grace",
            "Hugo",
            "Ines",
            "J\\u00fcrgen",
            "Kwame",
            "Lea",
            "Mateo",
            "Nia",
            "Oskar",
            "Priya",
            "Quinn",
            "Ren\\u00e9e",
            "Sofia",
            "Tom",
            "Uma",
            "Vera",
            "Wei",
            "Yusuf");
    private static final List<String> SURNAMES = List.of(
            "Adams",
            "Bauer",
            "Castillo",
            "Dupont",
            "Eriksen",
            "Fischer",
            "Garc\\u00eda",
            "Haddad",
            "Ito",
            "Jensen",
            "Kowalski",
            "Lindqvist",
            "M\\u00fcller",
            "Nakamura",
            "Okafor",
            "Patel",
            "Rossi",
            "Schneider",
            "Tanaka",
            "Urbina",
            "Virtanen",
            "Weber",
            "Yilmaz",
            "Zhang");
    private static final List<String> GROUPS = java.util.stream.IntStream.range(0, 200)
            .mapToObj(i -> "g:" + Draw.at("group", i).hex(32))
            .toList();
    private static final String ADMIN = """
            {"role_id": "pid_dbtmr:AAAAAFMcx6E0tax39Kb0H671TzWLeE07dwaqFQ5fDRy2", "name": "Team", \
            "description": "Manage everything and access all permissions"}""";
    private static final int ADMINS = 20;

    static Person of(int number) {
        Draw draw = Draw.at("person", number);
        return new Person(
                number,
                "dbmid:AA" + draw.letters(33),
                "dbid:AA" + draw.letters(33),
                "person." + number + "@example.com",
                draw.of(GIVEN),
                draw.of(SURNAMES));
    }

    boolean isAdmin() {
        return number < ADMINS;
    }

    /** One in fifty hasn't accepted the invitation, one in a hundred is suspended, and no admin. */
    private String status() {
        return number >= ADMINS && number % 50 == 49
                ? "invited"
                : number >= ADMINS && number % 100 == 25 ? "suspended" : "active";
    }

    /** Of ten, one never signs in. */
    boolean signsIn() {
        return status().equals("active") && number % 10 != 3;
    }

    String profile(Instant now) {
        Draw draw = Draw.at("profile", number);
        String status = status();
        boolean joined = !status.equals("invited");
        Instant since = now.minus(Duration.ofMinutes(91L * 24 * 60 + draw.below(2_000_000)))
                .truncatedTo(ChronoUnit.SECONDS);
        StringBuilder json = new StringBuilder(1_000)
                .append("{\"team_member_id\": \"")
                .append(id)
                .append("\", \"account_id\": \"")
                .append(account)
                .append("\", \"external_id\": \"E")
                .append(1_000_000 + number)
                .append("\", \"email\": \"")
                .append(email)
                .append("\", \"email_verified\": ")
                .append(joined)
                .append(", \"secondary_emails\": ")
                .append(
                        number % 20 == 7
                                ? "[{\"email\": \"also." + number + "@example.com\", \"is_verified\": true}]"
                                : "[]")
                .append(", \"status\": {\".tag\": \"")
                .append(status)
                .append("\"}, \"name\": {\"given_name\": \"")
                .append(given)
                .append("\", \"surname\": \"")
                .append(surname)
                .append("\", \"familiar_name\": \"")
                .append(given)
                .append("\", \"display_name\": \"")
                .append(display())
                .append("\", \"abbreviated_name\": \"")
                .append(given.charAt(0))
                .append(surname.charAt(0))
                .append("\"}, \"membership_type\": {\".tag\": \"full\"}, \"")
                .append(joined ? "joined_on" : "invited_on")
                .append("\": \"")
                .append(since)
                .append('"');
        if (status.equals("suspended")) {
            json.append(", \"suspended_on\": \"")
                    .append(since.plus(60, ChronoUnit.DAYS))
                    .append('"');
        }
        json.append(", \"persistent_id\": \"")
                .append(draw.hex(8))
                .append('-')
                .append(draw.hex(12))
                .append("\", \"is_directory_restricted\": false, \"groups\": [\"")
                .append(GROUPS.get(0))
                .append('"');
        for (int more = draw.below(5); more > 0; more--) {
            json.append(", \"").append(draw.of(GROUPS)).append('"');
        }
        json.append("], \"member_folder_id\": \"")
                .append(draw.digits(10))
                .append("\", \"root_folder_id\": \"")
                .append(draw.digits(10))
                .append('"');
        if (draw.oneIn(3)) {
            json.append(", \"profile_photo_url\": \"https://dl-web.dropbox.com/account_photo/get/dbaphid%3AAA")
                    .append(draw.letters(33))
                    .append("?vers=1556069330102&size=128x128\"");
        }
        return json.append('}').toString();
    }

    String member(Instant now) {
        return "{\"profile\": " + profile(now) + ", \"roles\": [" + (isAdmin() ? ADMIN : "") + "]}";
    }

    /** What an event says of who did it (specified: {@code TeamMemberLogInfo}). */
    String inLog() {
        return "{\".tag\": \"team_member\", \"account_id\": \"" + account + "\", \"display_name\": \"" + display()
                + "\", \"email\": \"" + email + "\", \"team_member_id\": \"" + id + "\", \"member_external_id\": \"E"
                + (1_000_000 + number) + "\"}";
    }

    private String display() {
        return given + " " + surname;
    }
}
