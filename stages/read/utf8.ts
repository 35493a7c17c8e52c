/**
 * What a run of bytes looks like as UTF-8: `valid` sequences of two and more bytes, of which `long` have three or four
 * (all Chinese characters do), and bytes that belong to no valid sequence.
 */
export interface Utf8Survey {
  valid: number
  long: number
  invalid: number
}

/** Counts UTF-8 sequences without decoding. Overlong forms and surrogates count as valid: a survey, not a check. */
export function surveyUtf8(bytes: Uint8Array): Utf8Survey {
  let valid = 0
  let long = 0
  let invalid = 0
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i]!
    if (first < 0x80) {
      i++
      continue
    }
    const more =
      first >= 0xc2 && first < 0xe0
        ? 1
        : first >= 0xe0 && first < 0xf0
          ? 2
          : first >= 0xf0 && first < 0xf5
            ? 3
            : 0
    let k = 0
    while (k < more && (bytes[i + 1 + k]! & 0xc0) === 0x80) k++
    if (more > 0 && k === more) {
      valid++
      if (more > 1) long++
      i += more + 1
    } else {
      invalid++
      i++
    }
  }
  return {valid, long, invalid}
}
