package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityCourseTest {

    @Test
    void aCursorTellsWhereEachListingStandsWhateverIsInTheirCursors() {
        ActivityCourse course = new ActivityCourse(1, List.of("a 3 b", "", " 9 ", "x"));

        assertThat(ActivityCourse.of(course.cursor(), 4)).contains(course);
        assertThat(ActivityCourse.of(course.cursor(), 3)).isEmpty();
        assertThat(ActivityCourse.of(Cursor.START, 2)).contains(new ActivityCourse(0, List.of("", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "a1", "a1 0", "a1 0 ", "a1 1 1 x", "a1 0 9 x", "a1 0 -1 x", "a1 x 1 x", "b1 0 1 x", "a1 0 1"
            })
    void whatIsNoCursorIsNone(String text) {
        assertThat(ActivityCourse.of(new Cursor(text), 1)).isEmpty();
    }
}
