import {divisions} from './given.ts'

/** A zone that statistics count apart although it has no government: 430371. */
const isZone = (code: string) => /7\d$/.test(code)

/** The region above; municipalities have no prefectures, and some counties lie directly under their province. */
export function above(code: string): string | null {
  const [province, prefecture] = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]
  if (code === province) return null
  return code !== prefecture && divisions.has(prefecture) ? prefecture : province
}

/** The region itself and all above it. */
export function upwards(code: string): string[] {
  const next = above(code)
  return next === null ? [code] : [code, ...upwards(next)]
}

const children = new Map<string, string[]>()
for (const code of divisions.keys()) {
  const parent = above(code)
  if (parent !== null && !isZone(code)) children.set(parent, [...(children.get(parent) ?? []), code])
}

/** All regions directly below, whether anything is known of them or not. */
export const below = (code: string): string[] => children.get(code) ?? []

export const label = (code: string): string => `${code} ${divisions.get(code)}`

export function levelOf(code: string): 'province' | 'prefecture' | 'county' {
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'
}
