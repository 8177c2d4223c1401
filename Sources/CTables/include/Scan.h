#ifndef LEADRELAY_SCAN_H
#define LEADRELAY_SCAN_H

#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// A run of bytes within a larger one.
typedef struct {
  uint32_t offset, count;
} LRCell;

/// A row of CSV: where it ends, the line ends before its own since the first of the rows, and what
/// is in it.
typedef struct {
  uint32_t end, breaks;
  _Bool has_quotes, has_doubled;
} LRRow;

typedef enum {
  /// The bytes ran out; the row that goes on there is not among those found.
  LRScanEnd,
  /// As many rows as wanted.
  LRScanFull,
  /// The last row found is blank or has not so many columns as wanted.
  LRScanUneven,
  /// Behind the rows found comes a quote that begins no field, or a NUL byte: nothing from there
  /// on is certain.
  LRScanBad,
} LRScanStop;

typedef struct {
  size_t rows;
  LRScanStop stop;
} LRScan;

/// What `lr_csv_rows` is asked for.
typedef struct {
  uint8_t separator;
  size_t columns, rows;
} LRScanWish;

/// Finds the rows of CSV that begin at `base + from` and end before `base + to`, 64 bytes at a time.
/// 63 bytes behind `to` must be readable. Writes the cells of all fields one after the other, quotes
/// included, so there must be room for one per byte and 64 more; and the rows.
LRScan lr_csv_rows(
    const uint8_t *_Nonnull base, size_t from, size_t to, LRScanWish wish, LRCell *_Nonnull cells,
    LRRow *_Nonnull rows);

/// Copies `count` bytes from `from` to `to`, of two quotes in a row only one, and returns how many were
/// written. 15 bytes behind both must be readable and writable.
static inline size_t lr_undouble(
    const uint8_t *_Nonnull from, size_t count, uint8_t *_Nonnull to) {
  size_t i = 0, written = 0;
#if defined(__SSE2__)
  while (i < count) {
    __m128i run = _mm_loadu_si128((const __m128i *)(from + i));
    _mm_storeu_si128((__m128i *)(to + written), run);
    unsigned quotes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(run, _mm_set1_epi8('"')));
    size_t length = quotes ? (size_t)__builtin_ctz(quotes) + 1 : 16;
    if (length > count - i) length = count - i, quotes = 0;
    i += length;
    written += length;
    if (quotes && i < count && from[i] == '"') i++;
  }
#else
  while (i < count) {
    uint8_t byte = to[written++] = from[i++];
    if (byte == '"' && i < count && from[i] == '"') i++;
  }
#endif
  return written;
}

/// How many bytes from `p` on are ASCII.
static inline size_t lr_ascii_prefix(const uint8_t *_Nonnull p, size_t count) {
  size_t i = 0;
#if defined(__SSE2__)
  for (; i + 64 <= count; i += 64) {
    __m128i a = _mm_loadu_si128((const __m128i *)(p + i));
    __m128i b = _mm_loadu_si128((const __m128i *)(p + i + 16));
    __m128i c = _mm_loadu_si128((const __m128i *)(p + i + 32));
    __m128i d = _mm_loadu_si128((const __m128i *)(p + i + 48));
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)))) break;
  }
  for (; i + 16 <= count; i += 16) {
    int high = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(p + i)));
    if (high) return i + (size_t)__builtin_ctz((unsigned)high);
  }
#endif
  while (i < count && p[i] < 0x80) i++;
  return i;
}

/// The length of the UTF-8 sequence at `p`, or 0 where there is none (Unicode 16, table 3-7);
/// also 0 where `count` bytes hold only its beginning.
static inline size_t lr_utf8_sequence(const uint8_t *_Nonnull p, size_t count) {
  uint8_t a = p[0];
  if (a < 0x80) return 1;
  if (a < 0xC2 || count < 2) return 0;
  uint8_t b = p[1];
  if (a < 0xE0) return (b & 0xC0) == 0x80 ? 2 : 0;
  if ((b & 0xC0) != 0x80 || count < 3 || (p[2] & 0xC0) != 0x80) return 0;
  if (a < 0xF0) return (a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F) ? 0 : 3;
  if (a > 0xF4 || count < 4 || (p[3] & 0xC0) != 0x80) return 0;
  return (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F) ? 0 : 4;
}

/// Whether the fewer than four bytes at `p` may be the beginning of a sequence that goes on behind them.
static inline _Bool lr_utf8_could_begin(const uint8_t *_Nonnull p, size_t count) {
  size_t length = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
  if (p[0] < 0xC2 || p[0] > 0xF4 || count >= length) return 0;
  for (size_t i = 1; i < count; i++) {
    if ((p[i] & 0xC0) != 0x80) return 0;
  }
  return 1;
}

/// How many bytes from `p` on are whole, valid UTF-8 sequences.
static inline size_t lr_utf8_prefix(const uint8_t *_Nonnull p, size_t count) {
  size_t i = 0;
  while (i < count) {
    i += lr_ascii_prefix(p + i, count - i);
    // Text that is not ASCII mostly comes in words: stay here until it ends.
    while (i < count && p[i] >= 0x80) {
      size_t length = lr_utf8_sequence(p + i, count - i);
      if (length == 0) return i;
      i += length;
    }
  }
  return i;
}

#endif
