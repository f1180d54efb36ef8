package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.required;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Profile photos. Only PNG is read, and of it only the size; a picture that is no PNG, or no base64, is a {@code file_type_error}. The
 * address that the photo then has answers nothing.
 */
final class MemberPhotoRoutes {
    private static final String SET = "team/members/set_profile_photo";
    private static final String DELETE = "team/members/delete_profile_photo";
    private static final String WRITE = "members.write";
    private static final Shape PHOTO = Shape.union(member("base64_data", TEXT));
    private static final int MOST_BYTES = 10 * 1024 * 1024;

    private MemberPhotoRoutes() {}

    static List<Route> routes() {
        return Stream.of(Version.values())
                .flatMap(version -> Stream.of(
                        Route.team(
                                version.of(SET),
                                WRITE,
                                Shape.struct(required("user", USER), required("photo", PHOTO)),
                                call -> set(call, version)),
                        Route.team(
                                version.of(DELETE),
                                WRITE,
                                Shape.struct(required("user", USER)),
                                call -> delete(call, version))))
                .toList();
    }

    private static Object set(Invocation call, Version version) {
        Member member = MemberProfileRoutes.changeable(call);
        check(call.arg().nested("photo").text("base64_data"));
        String photo = URLEncoder.encode(call.ids().opaque("dbaphid:AA", 33), StandardCharsets.UTF_8);
        member.photoUrl(Optional.of("https://dl-web.dropbox.com/account_photo/get/" + photo + "?size=128x128"));
        call.record(EventType.MEMBER_SET_PROFILE_PHOTO, member, Struct.of());
        return MemberProfileRoutes.changed(call, version, member);
    }

    private static Object delete(Invocation call, Version version) {
        Member member = MemberProfileRoutes.changeable(call);
        if (member.photoUrl().isPresent()) {
            member.photoUrl(Optional.empty());
            call.record(EventType.MEMBER_DELETE_PROFILE_PHOTO, member, Struct.of());
        }
        return MemberProfileRoutes.changed(call, version, member);
    }

    /** A {@link RouteError} for what is no photo. */
    static void check(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw photoError("file_type_error");
        }
        if (bytes.length > MOST_BYTES) {
            throw photoError("file_size_error");
        }
        PngSize size = PngSize.of(bytes).orElseThrow(() -> photoError("file_type_error"));
        if (size.width() < 128 || size.height() < 128) {
            throw photoError("dimension_error");
        }
    }

    private static RouteError photoError(String tag) {
        return new RouteError(Struct.tag("photo_error", Struct.tag(tag)));
    }
}
