import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Report} from '../../pipeline/model/report.ts'
import type {Writer} from './writer.ts'

/** Pictures of the cells of scans that a person has to look at, a folder for each report; none where there are none. */
export const cellPictures: Writer = {
  name: 'cells',
  files: ['cells'],
  open(_config, _info, directory) {
    return {
      report({report}) {
        for (const key in report.observations) {
          const {picture} = report.observations[key]!
          if (picture === undefined) continue
          const path = join(directory, pictureName(report, key))
          mkdirSync(dirname(path), {recursive: true})
          writeFileSync(path, Buffer.from(picture, 'base64'))
        }
      },
      end() {},
    }
  },
}

/** The report with the names of its pictures in place of the pictures. */
export function withPictureNames(report: Report): Report {
  if (!hasPictures(report)) return report
  const observations = Object.entries(report.observations).map(([key, observation]) => {
    const {picture} = observation
    return [
      key,
      picture === undefined ? observation : {...observation, picture: pictureName(report, key)},
    ] as const
  })
  return {...report, observations: Object.fromEntries(observations)}
}

function hasPictures({observations}: Report): boolean {
  for (const key in observations) if (observations[key]!.picture !== undefined) return true
  return false
}

function pictureName({id}: Report, key: string): string {
  return `cells/${id.replace(/[^\w.-]/g, '_')}/${key}.png`
}
