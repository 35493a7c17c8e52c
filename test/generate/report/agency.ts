import type {BodyType, Level} from '../../../pipeline/model/report.ts'
import type {Random} from '../random.ts'
import {words} from './words.ts'

export interface AgencyModel {
  name: string
  /** What the report calls its office: 我局, 我镇. */
  we: string
  type: BodyType
  level: Level
  province: string
  prefecture: string | null
  county: string | null
  township: string | null
  /** Six digits, GB/T 2260, of the smallest county-or-higher region. */
  code: string
}

const KINDS: readonly BodyType[] = [
  'department',
  'department',
  'department',
  'townshipGovernment',
  'subdistrictOffice',
  'governmentSummary',
  'governmentOffice',
]

/** An invented office of a kind that exists in a region that exists. */
export function agencyOf(random: Random, wanted?: BodyType): AgencyModel {
  const type = wanted ?? random.pick(KINDS)
  const regions = words.regions.filter(region => {
    if (type === 'townshipGovernment') return region.townships.some(isTown)
    if (type === 'subdistrictOffice') return region.townships.some(township => !isTown(township))
    return true
  })
  const {townships, ...region} = random.pick(regions)
  const government = [region.prefecture, region.county].filter(Boolean).join('') || region.province
  const here = region.county ?? region.prefecture ?? region.province
  const level: Level = region.county ? 'county' : 'prefecture'
  const common = {...region, type, township: null, level}
  switch (type) {
    case 'townshipGovernment': {
      const township = random.pick(townships.filter(isTown))
      return {...common, township, level: 'township', name: `${here}${township}人民政府`, we: '我镇'}
    }
    case 'subdistrictOffice': {
      const township = random.pick(townships.filter(name => !isTown(name)))
      return {...common, township, level: 'township', name: `${here}人民政府${township}办事处`, we: '我街道'}
    }
    case 'governmentSummary':
      return {
        ...common,
        name: `${random.pick([here, government])}人民政府`,
        we: here.endsWith('县') ? '我县' : '本级政府',
      }
    case 'governmentOffice':
      return {...common, name: `${here}人民政府办公室`, we: '本办'}
    case 'department':
      return {
        ...common,
        name: `${random.pick([here, government])}${random.pick(words.departments)}`,
        we: '我局',
      }
    default:
      throw new Error(`no names are kept for a body of type ${type}`)
  }
}

function isTown(township: string): boolean {
  return township.endsWith('镇')
}
