#include "Scan.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Where the bytes that matter to CSV stand among 64: bit i speaks of byte i.
typedef struct {
  uint64_t quotes, separators, feeds, carriages, nuls;
} Masks;

#if defined(__x86_64__)
typedef struct {
  __m128i a, b, c, d;
} Bytes;

static inline Bytes equal(Bytes v, uint8_t byte) {
  __m128i wanted = _mm_set1_epi8((char)byte);
  Bytes found = {
      _mm_cmpeq_epi8(v.a, wanted), _mm_cmpeq_epi8(v.b, wanted), _mm_cmpeq_epi8(v.c, wanted),
      _mm_cmpeq_epi8(v.d, wanted)};
  return found;
}

static inline uint64_t bits(Bytes v) {
  uint64_t low = (uint32_t)_mm_movemask_epi8(v.a) | (uint32_t)_mm_movemask_epi8(v.b) << 16;
  uint64_t high = (uint32_t)_mm_movemask_epi8(v.c) | (uint32_t)_mm_movemask_epi8(v.d) << 16;
  return low | high << 32;
}

static inline Masks masks(const uint8_t *p, uint8_t separator) {
  const __m128i *from = (const __m128i *)p;
  Bytes v = {
      _mm_loadu_si128(from), _mm_loadu_si128(from + 1), _mm_loadu_si128(from + 2),
      _mm_loadu_si128(from + 3)};
  Masks found = {
      bits(equal(v, '"')), bits(equal(v, separator)), bits(equal(v, '\n')), bits(equal(v, '\r')),
      bits(equal(v, 0))};
  return found;
}

/// Machines of the last ten years.
#define WIDE __attribute__((target("avx2,bmi,popcnt")))

WIDE static inline uint64_t wide_equal(__m256i low, __m256i high, uint8_t byte) {
  __m256i wanted = _mm256_set1_epi8((char)byte);
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return a | (uint64_t)b << 32;
}

WIDE static inline Masks wide_masks(const uint8_t *p, uint8_t separator) {
  __m256i low = _mm256_loadu_si256((const __m256i *)p);
  __m256i high = _mm256_loadu_si256((const __m256i *)(p + 32));
  Masks found = {
      wide_equal(low, high, '"'), wide_equal(low, high, separator), wide_equal(low, high, '\n'),
      wide_equal(low, high, '\r'), wide_equal(low, high, 0)};
  return found;
}
#else
static inline Masks masks(const uint8_t *p, uint8_t separator) {
  Masks found = {0, 0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    found.quotes |= (uint64_t)(p[i] == '"') << i;
    found.separators |= (uint64_t)(p[i] == separator) << i;
    found.feeds |= (uint64_t)(p[i] == '\n') << i;
    found.carriages |= (uint64_t)(p[i] == '\r') << i;
    found.nuls |= (uint64_t)(p[i] == 0) << i;
  }
  return found;
}
#endif

/// What is compiled once for every kind of machine.
#define INLINED static inline __attribute__((always_inline))

/// Bit i of the result is the parity of the bits 0…i.
INLINED uint64_t prefix_xor(uint64_t x) {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

/// What the 64 bytes before say about the next: their last bit, or all bits.
typedef struct {
  uint64_t inside, after_ender, after_quote, after_carriage;
} Carry;

/// What 64 bytes mean.
typedef struct {
  /// Separators and line ends outside quotes, as far as they are certain; of these the line ends.
  uint64_t ends, row_ends;
  /// Line ends, quoted or not: LF, CR, and the CR of CR LF.
  uint64_t breaks;
  uint64_t quotes;
  /// Quotes that are the second of two inside a quoted field.
  uint64_t doubled;
  /// Quotes that begin no field, and NUL bytes: nothing from the first of them on is certain.
  uint64_t bad;
} Block;

/// Quotes that begin and end whole fields tell what is inside (Langdale and Lemire, "Parsing
/// Gigabytes of JSON per Second", section 3.1.1).
INLINED Block block(Masks m, Carry *carry) {
  Block b;
  b.quotes = m.quotes;
  b.breaks = m.carriages | (m.feeds & ~(m.carriages << 1 | carry->after_carriage));
  uint64_t inside = carry->inside;
  b.bad = m.nuls;
  b.doubled = 0;
  uint64_t enders = m.separators | m.carriages | m.feeds | m.quotes;
  if (m.quotes) {
    inside ^= prefix_xor(m.quotes);
    uint64_t opens = m.quotes & inside;
    b.bad |= opens & ~(enders << 1 | carry->after_ender);
    b.doubled = opens & (m.quotes << 1 | carry->after_quote);
  }
  uint64_t certain = ~inside;
  if (b.bad) certain &= (b.bad & -b.bad) - 1;
  b.ends = (m.separators | b.breaks) & certain;
  b.row_ends = b.breaks & certain;
  carry->inside = (uint64_t)((int64_t)inside >> 63);
  carry->after_ender = enders >> 63;
  carry->after_quote = m.quotes >> 63;
  carry->after_carriage = m.carriages >> 63;
  return b;
}

/// Writes a cell for every bit of `ends`, eight at a time, used or not: a loop that may stop after
/// each of them is guessed wrong too often, and mostly there are no more. Returns where the field
/// behind them begins.
INLINED uint32_t write_cells(uint64_t ends, uint32_t at, uint32_t start, LRCell *to) {
  if (!ends) return start;
  uint32_t next = at + 64 - (uint32_t)__builtin_clzll(ends);
  do {
    for (int i = 0; i < 8; i++) {
      uint32_t end = at + (uint32_t)__builtin_ctzll(ends | (uint64_t)1 << 63);
      LRCell cell = {start, end - start};
      *to++ = cell;
      start = end + 1;
      ends &= ends - 1;
    }
  } while (ends);
  return next;
}

INLINED LRScan find_rows(
    const uint8_t *base, size_t from, size_t to, LRScanWish wish, LRCell *cells, LRRow *rows,
    Masks (*masks)(const uint8_t *, uint8_t)) {
  Carry carry = {0, 1, 0, 0};
  LRScan found = {0, LRScanEnd};
  size_t cell = 0, row_first = 0, lines = 0;
  uint32_t start = (uint32_t)from;
  _Bool has_quotes = 0, has_doubled = 0;
  for (size_t at = from; at < to; at += 64) {
    Masks m = masks(base + at, wish.separator);
    if (to - at < 64) {
      uint64_t valid = ((uint64_t)1 << (to - at)) - 1;
      m.quotes &= valid, m.separators &= valid, m.feeds &= valid;
      m.carriages &= valid, m.nuls &= valid;
    }
    Block b = block(m, &carry);
    start = write_cells(b.ends, (uint32_t)at, start, cells + cell);
    while (b.row_ends) {
      uint64_t bit = b.row_ends & -b.row_ends, before = bit - 1;
      size_t place = at + (size_t)__builtin_ctzll(bit);
      size_t next = cell + (size_t)__builtin_popcountll(b.ends & before) + 1;
      if (base[place] == '\r') {
        // Whether a line feed belongs to it is not known yet.
        if (place + 1 == to) return found;
        if (base[place + 1] == '\n') {
          if (b.ends & ~(bit | before)) {
            cells[next].offset++, cells[next].count--;
          } else {
            start++;
          }
        }
      }
      size_t breaks = lines + (size_t)__builtin_popcountll(b.breaks & before);
      LRRow row = {
          (uint32_t)place, (uint32_t)breaks, has_quotes || (b.quotes & before),
          has_doubled || (b.doubled & before)};
      rows[found.rows++] = row;
      size_t columns = next - row_first;
      if (columns != wish.columns || (columns == 1 && !cells[row_first].count)) {
        found.stop = LRScanUneven;
        return found;
      }
      if (found.rows == wish.rows) {
        found.stop = LRScanFull;
        return found;
      }
      row_first = next;
      has_quotes = has_doubled = 0;
      b.quotes &= ~before, b.doubled &= ~before, b.row_ends &= ~bit;
    }
    if (b.bad) {
      found.stop = LRScanBad;
      return found;
    }
    has_quotes |= b.quotes != 0;
    has_doubled |= b.doubled != 0;
    cell += (size_t)__builtin_popcountll(b.ends);
    lines += (size_t)__builtin_popcountll(b.breaks);
  }
  return found;
}

#if defined(__x86_64__)
WIDE static LRScan wide_find_rows(
    const uint8_t *base, size_t from, size_t to, LRScanWish wish, LRCell *cells, LRRow *rows) {
  return find_rows(base, from, to, wish, cells, rows, wide_masks);
}
#endif

LRScan lr_csv_rows(
    const uint8_t *base, size_t from, size_t to, LRScanWish wish, LRCell *cells, LRRow *rows) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
    return wide_find_rows(base, from, to, wish, cells, rows);
#endif
  return find_rows(base, from, to, wish, cells, rows, masks);
}
