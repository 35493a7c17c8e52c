import {fold} from '../../../pipeline/model/text.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom} from '../words/memo.ts'
import {NUMERAL} from '../words/numerals.ts'
import {isAgencyName, tidyName} from './agency.ts'

const YEAR = new RegExp(
  `[(\\[]?(?:20\\d\\d|[${NUMERAL}]{4})(?:年度|年|度)[)\\]]?|[(\\[]?(?<!\\d)20\\d\\d(?!\\d)[)\\]]?`,
  'gu',
)

/**
 * The name of a body in the name of a file or folder: 3.石桥镇2022年年报(定稿), 附件2：青溪县财政局 - 副本. Years, serial numbers,
 * marks of versions and the words for the report itself fall off; what is left must be one name.
 */
export function filedName(lexicon: Lexicon, name: string): string | null {
  const folded = fold(name.replace(/\s+/g, '_'))
  const bare = folded
    .replace(/^\d{8}(?!\d)|(?<!\d)\d{8}$/gu, '_')
    .replace(YEAR, '_')
    .replace(marks(lexicon), '_')
    .replace(/^\d{1,3}[-.,_]*(?=\p{sc=Han})/u, '')
  const names = bare
    .split(/[-_.,()[\]:《》]+/u)
    .map(part => tidyName(part.replace(/\d{1,8}$/u, '')))
    .filter(part => isAgencyName(lexicon, part) && !lexicon.superior.test(part))
  return new Set(names).size === 1 ? names[0]! : null
}

/** Words a file name may hold beside the name of the body. */
const marks = derivedFrom((lexicon: Lexicon): RegExp => {
  const core = `(?:关于)?的?(?:${lexicon.titleSubject})?(?:工作)?的?(?:年度|本年)?(?:${lexicon.titleKind}|报表|年报表)表?`
  return new RegExp([...lexicon.words.fileMarks, core].map(part => `(?:${part})`).join('|'), 'gu')
})
