import fc from 'fast-check'
import {expect, test} from 'vitest'
import {randomOf} from '../../generate/random.ts'
import {agencyOf} from '../../generate/report/agency.ts'
import {openingOf} from '../../generate/report/openings.ts'
import {bodyOf, recognised, treeOf} from './support.ts'

test('whatever a page begins with, who reports of which year is told right or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({min: 2019, max: 2024}), async (seed, year) => {
      const random = randomOf(seed)
      const agency = agencyOf(random)
      const publishedOn = `${year + 1}-01-${random.int(10, 28)}`
      const opening = openingOf({agency, year, publishedOn}, random.fork('opening'))
      const body = bodyOf(year).replace(`${year}年，我局认真做好政府信息公开工作。`, opening.said)
      const made = await recognised(treeOf([...opening.lines, body].join('\n')), 'a.txt')
      const told = made.segments.map(({identity}) => [
        identity.agency.name,
        identity.year,
        identity.publishedOn,
        identity.agency.region.code,
      ])
      const {tells} = opening
      const code = told[0]?.[3] ?? null
      expect(told, opening.habits.join(', ')).toEqual([
        [
          tells.agency ? agency.name : null,
          tells.year ? year : null,
          tells.publishedOn ? publishedOn : null,
          code === null ? null : agency.code,
        ],
      ])
    }),
    {seed: 7, numRuns: 500},
  )
})
