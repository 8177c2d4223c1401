#ifndef LEADRELAY_SCAN_H
#define LEADRELAY_SCAN_H

#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Where the bytes that matter to CSV stand among 64: bit i speaks of byte i.
typedef struct {
  uint64_t quote, separator, feed, carriage, nul;
} LRMasks;

#if defined(__SSE2__)
static inline uint64_t lr_equal64(__m128i a, __m128i b, __m128i c, __m128i d, uint8_t byte) {
  __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t m0 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, wanted));
  uint64_t m1 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, wanted));
  uint64_t m2 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, wanted));
  uint64_t m3 = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(d, wanted));
  return m0 | m1 << 16 | m2 << 32 | m3 << 48;
}
#endif

/// Reads 64 bytes at `p`, which all must be readable.
static inline LRMasks lr_masks64(const uint8_t *_Nonnull p, uint8_t separator) {
  LRMasks found;
#if defined(__SSE2__)
  __m128i a = _mm_loadu_si128((const __m128i *)p);
  __m128i b = _mm_loadu_si128((const __m128i *)(p + 16));
  __m128i c = _mm_loadu_si128((const __m128i *)(p + 32));
  __m128i d = _mm_loadu_si128((const __m128i *)(p + 48));
  found.quote = lr_equal64(a, b, c, d, '"');
  found.separator = lr_equal64(a, b, c, d, separator);
  found.feed = lr_equal64(a, b, c, d, '\n');
  found.carriage = lr_equal64(a, b, c, d, '\r');
  found.nul = lr_equal64(a, b, c, d, 0);
#else
  found.quote = found.separator = found.feed = found.carriage = found.nul = 0;
  for (int i = 0; i < 64; i++) {
    found.quote |= (uint64_t)(p[i] == '"') << i;
    found.separator |= (uint64_t)(p[i] == separator) << i;
    found.feed |= (uint64_t)(p[i] == '\n') << i;
    found.carriage |= (uint64_t)(p[i] == '\r') << i;
    found.nul |= (uint64_t)(p[i] == 0) << i;
  }
#endif
  return found;
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
