import {expect, test} from 'vitest'
import {fold} from '../../../pipeline/model/text.ts'
import {chooseFormat} from '../../../stages/recognise/identity/formatChoice.ts'
import {type Lexicon, lexiconOf} from '../../../stages/recognise/words/lexicon.ts'
import {settings, treeOf} from './support.ts'

/** The settings with a revision nobody has issued, which adds a row to the form of 2021 and takes nothing away. */
function revised(): Lexicon {
  const base = settings.formats.find(({id}) => id === '2021')!
  const labels = [...base.labels, '9.属于个人隐私']
  const revision = {...base, id: '2031', from: 2031, instrument: '国办公开办函〔2031〕9号', labels}
  return lexiconOf({...settings, formats: [...settings.formats, revision]})
}

const lexicons = {issued: lexiconOf(settings), revised: revised()}

/** Tables that two formats or more have alike, the year of the report, and what it cites. */
test.each<[keyof typeof lexicons, string, number | null, string, string]>([
  ['issued', '@form 2021 applications', 2023, '', '2021'],
  ['issued', '@form 2021 disputes', 2020, '', '2019'],
  ['issued', '@form 2021 disputes', 2016, '', '2019'],
  ['issued', '@form 2021 applications', null, '国办公开办函〔2021〕30号', '2021'],
  ['issued', '@form 2021 disclosure', 2020, '', '2021'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', 2024, '', '2021'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', 2032, '', '2031'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', 2020, '', '2021'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', 2016, '', '2021'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', null, '国办公开办函〔2021〕30号', '2021'],
  ['revised', '@form 2021 disclosure\n@form 2021 applications', null, '', '2031'],
  ['revised', '@form 2019 disclosure', 2024, '', '2019'],
  ['revised', '@form 2019 disclosure', null, '', '2019'],
])('%s formats, %s of %s citing “%s” are of %s', (formats, notation, year, narrative, expected) => {
  const evidence = {narrative: fold(narrative)} as Parameters<typeof chooseFormat>[3]
  const {id} = chooseFormat(lexicons[formats], treeOf(notation).children, year, evidence)
  expect(id).toBe(expected)
})
