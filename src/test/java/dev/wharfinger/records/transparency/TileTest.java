package dev.wharfinger.records.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, 0/000",
    "0, 5, 17, 0/005.p/17",
    "3, 999, 256, 3/999",
    "1, 1000, 1, 1/x001/000.p/1",
    "0, 1234067, 256, 0/x001/x234/067",
    "7, 36028797018963967, 255, 7/x036/x028/x797/x018/x963/967.p/255"
  })
  void hasAPath(int level, long number, int width, String path) {
    Tile tile = new Tile(level, number);
    assertThat(tile.path(width)).isEqualTo(path);
    assertThat(Tile.Wanted.parse(path)).contains(new Tile.Wanted(tile, false, width));
    if (level == 0) {
      assertThat(Tile.Wanted.parse("entries" + path.substring(1)))
          .contains(new Tile.Wanted(tile, true, width));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/",
        "8/000",
        "-1/000",
        "00/000",
        "0/0",
        "0/0000",
        "0/x000/001",
        "0/1000",
        "0/x1/000",
        "0/001/000",
        "0/000.p/",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/017",
        "0/000.p/1/",
        "0/000/",
        "0/00a",
        "0/٠٠٠",
        "data/000",
        "Entries/000",
        "0/x001/x001/x001/x001/x001/x001/x001/000",
        "0/../000"
      })
  void isNotAtOtherPaths(String path) {
    assertThat(Tile.Wanted.parse(path)).isEmpty();
  }

  @Test
  void isAsWideAsTheTreeIsLarge() {
    assertThat(new Tile(0, 1).width(300)).isEqualTo(44);
    assertThat(new Tile(0, 0).width(300)).isEqualTo(256);
    assertThat(new Tile(0, 2).width(300)).isZero();
    assertThat(new Tile(1, 0).width(300)).isEqualTo(1);
    assertThat(new Tile(2, 0).width(65_536)).isEqualTo(1);
  }
}
