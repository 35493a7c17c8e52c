import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {KeyProblem} from './keys.ts'

/** Files with codes of regions, and where a code stands in them. `begun`: the beginning of codes will do. */
const WITH_REGIONS = [
  {name: 'deadlines', list: (value: unknown) => value, path: [], begun: true},
  {
    name: 'rollups/population',
    list: (value: unknown) => (value as {residents?: unknown}).residents,
    path: ['residents'],
    begun: false,
  },
]

/**
 * Codes of regions in settings that no division has, of today or before: a deadline or a number of residents with a slip of the
 * pen would never be used, in silence. Nothing is looked up where the configuration holds no divisions.
 */
export function regionProblems(directory: string, files: Readonly<Record<string, unknown>>): KeyProblem[] {
  const codes = codesIn(join(directory, 'regions'))
  if (codes === null) return []
  const isKnown = (region: string, begun: boolean) =>
    begun ? codes.some(code => code.startsWith(region)) : codes.includes(region)
  return WITH_REGIONS.flatMap(({name, list, path, begun}) => {
    const entries = files[name] === undefined ? [] : ((list(files[name]) ?? []) as {region: string}[])
    return entries.flatMap(({region}, i) =>
      isKnown(region, begun)
        ? []
        : [
            {
              file: `${name}.yaml`,
              path: [...path, i, 'region'],
              message: `没有代码${begun ? '以' : '为'} ${region} ${begun ? '开头' : ''}的行政区划（见 regions/divisions.csv）`,
            },
          ],
    )
  })
}

function codesIn(folder: string): string[] | null {
  if (!existsSync(join(folder, 'divisions.csv'))) return null
  return ['divisions.csv', 'history.csv']
    .map(name => join(folder, name))
    .filter(existsSync)
    .flatMap(path => readFileSync(path, 'utf8').match(/(?<![^,\r\n])\d{6}(?![^,\r\n])/g) ?? [])
}
