import {expect, test} from 'vitest'
import {type Named, regionsOf} from '../../../stages/rollup/regions.ts'

const divisions = new Map([
  ['430000', '湖南省'],
  ['431100', '永州市'],
  ['431181', '祁阳市'],
])
const county = (name: string, code: string | null): Named => ({
  code,
  province: '湖南省',
  prefecture: '永州市',
  county: name,
  level: 'county',
})

test('a county that became a city is one region under its name of today', () => {
  const {regions, placed} = regionsOf([county('祁阳县', '431181'), county('祁阳市', '431181')], divisions)
  expect(regions.map(({id, name, parent}) => [id, name, parent])).toEqual([
    ['430000', '湖南省', null],
    ['431100', '永州市', '430000'],
    ['431181', '祁阳市', '431100'],
  ])
  expect(placed.map(({region, exact}) => [region, exact])).toEqual([
    ['431181', true],
    ['431181', true],
  ])
})

test('a region that the gazetteer does not know keeps the name that reports give it', () => {
  const {regions} = regionsOf([county('某县', null)], divisions)
  expect(regions.map(({id, name}) => [id, name])).toEqual([
    ['湖南省', '湖南省'],
    ['湖南省/永州市', '永州市'],
    ['湖南省/永州市/某县', '某县'],
  ])
})
