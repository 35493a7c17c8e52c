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
