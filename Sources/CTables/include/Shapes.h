#ifndef LEADRELAY_SHAPES_H
#define LEADRELAY_SHAPES_H

#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// What most cells of a column are is told many bytes at once, so that only the others are looked at
// byte by byte.

/// Whether a text is digits and nothing else. 15 bytes behind it must be readable.
static inline _Bool lr_is_digits(const uint8_t *_Nonnull p, size_t count) {
#if defined(__SSE2__)
  for (size_t i = 0; i < count; i += 16) {
    __m128i digits =
        _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(p + i)), _mm_set1_epi8('0'));
    unsigned found = (unsigned)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits));
    unsigned wanted = count - i < 16 ? (1u << (count - i)) - 1 : 0xFFFF;
    if ((found & wanted) != wanted) return 0;
  }
#else
  for (size_t i = 0; i < count; i++) {
    if ((uint8_t)(p[i] - '0') > 9) return 0;
  }
#endif
  return 1;
}

/// Whether a text surely is a time as LeadRelay writes it, `2026-03-02` or `2026-03-02T09:00:00Z`. Of the
/// last days of months, which not every month has, nothing is said. 15 bytes behind it must be readable.
static inline _Bool lr_is_plain_time(const uint8_t *_Nonnull p, size_t count) {
  if (count != 10 && count != 20) return 0;
  const char *least = "0000-00-00T00:00", *most = "9999-19-29T29:59";
#if defined(__SSE2__)
  __m128i v = _mm_loadu_si128((const __m128i *)p);
  __m128i low = _mm_loadu_si128((const __m128i *)least);
  __m128i high = _mm_loadu_si128((const __m128i *)most);
  __m128i within = _mm_max_epu8(_mm_min_epu8(v, high), low);
  unsigned wanted = count == 10 ? 0x3FF : 0xFFFF;
  if (((unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(within, v)) & wanted) != wanted) return 0;
#else
  for (size_t i = 0; i < count && i < 16; i++) {
    if (p[i] < (uint8_t)least[i] || p[i] > (uint8_t)most[i]) return 0;
  }
#endif
  int month = (p[5] - '0') * 10 + p[6] - '0', day = (p[8] - '0') * 10 + p[9] - '0';
  if (month < 1 || month > 12 || day < 1 || day > 28) return 0;
  if (count == 10) return 1;
  return (p[11] < '2' || p[12] < '4') && p[16] == ':' && p[17] >= '0' && p[17] < '6'
      && p[18] >= '0' && p[18] <= '9' && p[19] == 'Z';
}

/// What a text is as an e-mail address.
typedef enum {
  /// An address as it should be.
  LREmailPlain,
  /// The same but for capital letters of ASCII.
  LREmailUpperCase,
  /// Something to look at byte by byte: more around it, beyond ASCII, Punycode, over 64 bytes, no
  /// address at all.
  LREmailOther,
} LREmailShape;

/// Finds out what a text is as an address, all bytes at once: bit i of each word speaks of byte i.
/// 15 bytes behind the text must be readable.
static inline LREmailShape lr_email_shape(const uint8_t *_Nonnull p, size_t count) {
  if (count > 64) return LREmailOther;
  // Rare in addresses and not always allowed: controls, blanks, most marks, bytes beyond ASCII.
  uint64_t at = 0, dots = 0, dashes = 0, capitals = 0, rare = 0;
#if defined(__SSE2__)
  for (size_t i = 0; i < count; i += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
    __m128i marks = _mm_sub_epi8(v, _mm_set1_epi8(':'));
    __m128i letters = _mm_sub_epi8(v, _mm_set1_epi8('A'));
    // Signed: bytes beyond ASCII are below everything.
    __m128i bad = _mm_or_si128(
        _mm_or_si128(
            _mm_cmplt_epi8(v, _mm_set1_epi8('+')), _mm_cmpeq_epi8(v, _mm_set1_epi8(','))),
        _mm_or_si128(
            _mm_cmpeq_epi8(_mm_min_epu8(marks, _mm_set1_epi8(5)), marks),
            _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F))));
    at |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('@'))) << i;
    dots |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('.'))) << i;
    dashes |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('-'))) << i;
    capitals |= (uint64_t)_mm_movemask_epi8(
                    _mm_cmpeq_epi8(_mm_min_epu8(letters, _mm_set1_epi8(25)), letters))
                << i;
    rare |= (uint64_t)_mm_movemask_epi8(bad) << i;
  }
#else
  for (size_t i = 0; i < count; i++) {
    uint8_t byte = p[i];
    at |= (uint64_t)(byte == '@') << i;
    dots |= (uint64_t)(byte == '.') << i;
    dashes |= (uint64_t)(byte == '-') << i;
    capitals |= (uint64_t)((uint8_t)(byte - 'A') < 26) << i;
    rare |= (uint64_t)(byte < '+' || byte > 0x7E || byte == ',' || (uint8_t)(byte - ':') < 6) << i;
  }
#endif
  // The signs that the last load found behind the text do not count.
  uint64_t text = count == 64 ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1;
  at &= text, dots &= text, capitals &= text, rare &= text, dashes &= text;
  // One @, not the first; a dot behind it, neither right behind it nor behind another, nor the last.
  uint64_t behind = ~(at | (at - 1));
  uint64_t inside = dots & behind;
  if (rare || at < 2 || (at & (at - 1)) || !inside) return LREmailOther;
  if (inside & (at << 1 | inside << 1 | (uint64_t)1 << (count - 1))) return LREmailOther;
  // Perhaps Punycode.
  if (dashes & dashes << 1) return LREmailOther;
  return capitals ? LREmailUpperCase : LREmailPlain;
}

#endif
