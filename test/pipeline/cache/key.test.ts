import {describe, expect, test} from 'vitest'
import {cacheKey, hashOf, type KeyParts, reasonOf} from '../../../pipeline/cache/key.ts'

const parts: KeyParts = {stage: 'map', version: '1', settings: 's', source: 'f', input: 'i'}

describe('keys', () => {
  test('the order of members matters as that of lists does: of settings the first that fits may win', () => {
    expect(hashOf({a: 1, b: [1, 2]})).not.toBe(hashOf({b: [1, 2], a: 1}))
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]))
  })

  test('undefined is as good as absent', () => {
    expect(hashOf({a: undefined, b: null})).toBe(hashOf({b: null}))
    expect(hashOf(undefined)).toBe(hashOf(null))
  })

  test.each(['stage', 'version', 'settings', 'source', 'input'] as const)(
    'another %s is another key',
    part => {
      expect(cacheKey({...parts, [part]: 'other'})).not.toBe(cacheKey(parts))
    },
  )
})

describe('why a stage ran', () => {
  test('known and kept: reused', () => expect(reasonOf(parts, parts, true)).toBe('reused'))
  test('never seen: new', () => expect(reasonOf(parts, undefined, false)).toBe('new'))
  test('same key, nothing kept: lost', () => expect(reasonOf(parts, parts, false)).toBe('lost'))
  test.each(['version', 'settings', 'source', 'input'] as const)('another %s is named', part => {
    expect(reasonOf(parts, {...parts, [part]: 'before'}, false)).toBe(part)
  })
})
