/**
 * Keeps what was derived from an object for as long as the object lives: the same object always gives the same result,
 * so nothing but time depends on it.
 */
export function derivedFrom<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return key => {
    let value = known.get(key)
    if (value === undefined) {
      value = derive(key)
      known.set(key, value)
    }
    return value
  }
}

/** Texts kept for each object, and the longest of them: lines of a document are asked for again, and so are labels. */
const MOST_TEXTS = 4096
const LONGEST_TEXT = 200

/** Keeps what was made of texts with the help of an object, as `derivedFrom` does. */
export function derivedFromText<K extends object, V>(
  derive: (key: K, text: string) => V,
): (key: K, text: string) => V {
  const mapOf = derivedFrom((_: K) => new Map<string, V>())
  let latest: {key: K; known: Map<string, V>} | null = null
  return (key, text) => {
    if (text.length > LONGEST_TEXT) return derive(key, text)
    // Nearly always the object is that of the question before.
    if (latest?.key !== key) latest = {key, known: mapOf(key)}
    const {known} = latest
    let value = known.get(text)
    if (value === undefined) {
      value = derive(key, text)
      if (known.size === MOST_TEXTS) known.clear()
      known.set(text, value)
    }
    return value
  }
}
