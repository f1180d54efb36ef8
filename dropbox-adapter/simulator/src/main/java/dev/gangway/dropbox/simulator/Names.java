package dev.gangway.dropbox.simulator;

import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Names of people as an international company has them, each with an address of its own; the n-th is always the same. */
final class Names {
    private static final List<Region> REGIONS = List.of(
            region(
                    1,
                    "Anna Lukas Sabine Jürgen Leonie Felix Katharina Matthias Greta Tobias Heike Björn",
                    "Schneider Vogel Krüger Hoffmann Brandt Lorenz Winkler Böhm Seidel Großmann Ziegler Pohl"),
            region(
                    0,
                    "Emily Oliver Charlotte Harry Siobhan Callum Georgia Alistair Niamh Rhys Imogen Declan",
                    "Hughes Whitfield Murphy Campbell Ashworth Bennett Gallagher Pritchard Fletcher Doyle Lawson Marsh"),
            region(
                    -5,
                    "Jessica Tyler Madison Marcus Brooke Ethan Vanessa Jamal Caroline Derek Alicia Wesley",
                    "Thompson Rivera Mitchell Washington Delgado Brooks Sullivan Carter Henderson Price Whitaker Hayes"),
            region(
                    1,
                    "Camille Théo Élodie Hugo Margaux Antoine Chloé Bastien Inès Romain Manon Cédric",
                    "Lefèvre Garnier Rousseau Chevalier Blanchard Mercier Fontaine Girard Lambert Renaud Perrin Colin"),
            region(
                    1,
                    "Lucía Javier Carmen Álvaro Marta Sergio Nuria Pablo Elena Iván Rocío Diego",
                    "Navarro Ortega Molina Iglesias Serrano Castillo Vega Herrero Prieto Cabrera Fuentes Ibáñez"),
            region(
                    -3,
                    "Beatriz Thiago Juliana Rafael Camila Gustavo Larissa Mateus Fernanda Caio Letícia Vinícius",
                    "Oliveira Carvalho Barbosa Cardoso Teixeira Moreira Azevedo Nogueira Ramos Figueiredo Pires Duarte"),
            region(
                    1,
                    "Astrid Magnus Linnea Henrik Sigrid Emil Freja Lars Ingrid Søren Maja Oskar",
                    "Lindqvist Håkansson Dahl Bergström Nygård Sørensen Holm Ekman Solberg Kjær Aalto Virtanen"),
            region(
                    1,
                    "Agnieszka Tomasz Zuzanna Paweł Magdalena Jakub Tereza Ondřej Katarzyna Marek Eliška Michał",
                    "Kowalczyk Wójcik Zieliński Dvořák Mazur Horák Pawlak Černý Nowicki Jabłoński Sobotka Król"),
            region(
                    5,
                    "Priya Arjun Ananya Rohan Kavya Vikram Meera Sanjay Divya Karthik Isha Nikhil",
                    "Sharma Iyer Patel Reddy Banerjee Nair Deshpande Chatterjee Malhotra Kulkarni Menon Bhatt"),
            region(
                    9,
                    "Sakura Haruto Yui Kenji Aiko Daichi Emi Ryota Naoko Takumi Hana Shinji",
                    "Tanaka Yamamoto Nakamura Kobayashi Matsuda Fujimoto Hayashi Okada Shimizu Ueda Ishikawa Moriyama"),
            region(
                    1,
                    "Ngozi Chinedu Adaeze Tunde Folake Emeka Amina Kwame Abena Kofi Zainab Ibrahim",
                    "Okafor Adeyemi Eze Mensah Balogun Owusu Nwosu Boateng Bello Asante Chukwu Danjuma"),
            region(
                    3,
                    "Elif Mehmet Zeynep Emre Layla Karim Yasmin Burak Nour Tariq Defne Samir",
                    "Yılmaz Haddad Demir Mansour Kaya Khalil Aydın Nasser Şahin Farouk Öztürk Aziz"));

    private static final int PAIRS = 144;
    private static final int GIVEN = 12;

    private Names() {}

    /** The n-th person; numbers from 0. */
    static Name of(int number) {
        Region region = REGIONS.get(Math.floorMod(number * 7, REGIONS.size()));
        int index = number / REGIONS.size();
        int pair = index % PAIRS;
        String given = region.given().get(pair % GIVEN);
        String surname = region.surnames().get((pair * 5 + pair / GIVEN) % GIVEN);
        int namesakes = index / PAIRS;
        String address = plain(given) + "." + plain(surname) + (namesakes == 0 ? "" : String.valueOf(namesakes + 1));
        return new Name(given, surname, address + "@example.com", region.zone());
    }

    private static String plain(String name) {
        String latin = name.replace('ø', 'o')
                .replace('ł', 'l')
                .replace('ı', 'i')
                .replace("ß", "ss")
                .replace("æ", "ae");
        return Normalizer.normalize(latin, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Region region(int hours, String given, String surnames) {
        return new Region(ZoneOffset.ofHours(hours), List.of(given.split(" ", -1)), List.of(surnames.split(" ", -1)));
    }

    /** A name, its address at a reserved domain, and about where its bearer's mornings are. */
    record Name(String given, String surname, String email, ZoneOffset zone) {}

    private record Region(ZoneOffset zone, List<String> given, List<String> surnames) {}
}
