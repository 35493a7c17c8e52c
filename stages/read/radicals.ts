import type {Root} from '../../pipeline/model/ast.ts'
import {withTexts} from '../../pipeline/model/texts.ts'

/**
 * Radicals that are drawn as a whole character and stand where that character belongs, as fonts of PDF files hand them out
 * (⺠政局, ⻓垣市). Source: Unicode, EquivalentUnifiedIdeograph.txt. The Kangxi radicals and the compatibility ideographs
 * have mappings of Unicode's own (NFKC) and are not listed.
 */
const SUPPLEMENT =
  '⺁厂⺄乙⺆冂⺈刀⺊卜⺌小⺎兀⺏尢⺐尢⺒巳⺓幺⺕彐⺗心⺛旡⺜日⺝月⺞歹⺟母⺠民⺧牛⺩王⺫目⺬示⺮竹⺯糸⺱网⺲网⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎⻃西⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟'
const WHOLE = new Map<string, string>()
for (let i = 0; i < SUPPLEMENT.length; i += 2) WHOLE.set(SUPPLEMENT[i]!, SUPPLEMENT[i + 1]!)
/** A dot, which is no word: people type it for the enumeration comma, and recognising programs read it for one (二丶主动公开). */
for (const dot of '丶⼂') WHOLE.set(dot, '、')

/** CJK Radicals Supplement, Kangxi Radicals, CJK Compatibility Ideographs, the dot: one code unit each, before and after. */
const LOOKALIKES = /[\u2e80-\u2fdf\u4e36\uf900-\ufaff]/g

/** Turns look-alikes of Chinese characters into the characters, so that names and labels are what they show. */
export function withWholeCharacters(root: Root): Root {
  return withTexts(root, whole)
}

function whole(text: string): string {
  return text.replace(LOOKALIKES, character => WHOLE.get(character) ?? character.normalize('NFKC'))
}
