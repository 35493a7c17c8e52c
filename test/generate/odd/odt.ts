import type {Random} from '../random.ts'
import type {TextHabit} from './rtf.ts'

const halves = (raw: string, random: Random): [string, string] => {
  const at = random.int(1, Math.max(1, raw.length - 1))
  return [raw.slice(0, at), raw.slice(at)]
}
const one = (name: string, write: TextHabit['write'], head?: string): TextHabit => ({
  name,
  write,
  ...(head ? {head} : {}),
})
const span = (text: string, style = 'Odd') => `<text:span text:style-name="${style}">${text}</text:span>`
const style = (properties: string) =>
  `<style:style style:name="Odd" style:family="text"><style:text-properties ${properties}/></style:style>`
const styled = (name: string, properties: string, write: TextHabit['write'] = raw => raw + span('5')) =>
  one(name, write, style(properties))
const d = (raw: string, map: (digit: number) => string) => raw.replace(/\d/g, digit => map(Number(digit)))

/** What stands within the paragraph of a cell. */
export const odtHabits: readonly TextHabit[] = [
  one('spans', raw => [...raw].map(c => span(c)).join('')),
  styled('hidden', 'text:display="none"'),
  styled('white', 'fo:color="#ffffff"'),
  styled(
    'transparent',
    'loext:opacity="0%" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
  ),
  styled('speck', 'fo:font-size="1pt"'),
  styled('speck relative', 'fo:font-size="5%"'),
  styled('struck', 'style:text-line-through-style="solid"'),
  styled('struck type', 'style:text-line-through-type="single"'),
  styled('struck with slashes', 'style:text-line-through-style="solid" style:text-line-through-text="/"'),
  styled('raised', 'style:text-position="super 58%"'),
  styled('raised by', 'style:text-position="10% 100%"'),
  styled('raised by 3', 'style:text-position="3% 60%"'),
  styled('small', 'fo:font-size="5pt"', raw => raw + span('1')),
  styled('small relative', 'fo:font-size="50%"', raw => raw + span('1')),
  styled('squeezed', 'style:text-scale="1%"'),
  styled('crowded', 'fo:letter-spacing="-0.5cm"', raw => raw + span('55')),
  styled('turned', 'style:text-rotation-angle="90"', raw => span(raw)),
  styled('colour of ground', 'fo:color="#ff0000" fo:background-color="#ff0000"'),
  styled('outline', 'style:text-outline="true"', raw => span(raw)),
  styled('capital', 'fo:text-transform="uppercase"', raw => span(raw)),
  styled('relief', 'style:font-relief="engraved"', raw => span(raw)),
  styled('blinking', 'style:text-blinking="true"', raw => span(raw)),
  one(
    'hidden text field',
    raw =>
      `${raw}<text:hidden-text text:condition="ooow:1" text:string-value="5" text:is-hidden="true">5</text:hidden-text>`,
  ),
  one(
    'hidden text field empty',
    raw => `${raw}<text:hidden-text text:condition="ooow:1" text:string-value="5" text:is-hidden="true"/>`,
  ),
  one(
    'hidden text field shown',
    raw => `<text:hidden-text text:condition="ooow:0" text:string-value="${raw}">${raw}</text:hidden-text>`,
  ),
  one(
    'conditional text',
    raw =>
      `<text:conditional-text text:string-value-if-true="${raw}" text:string-value-if-false="3">${raw}</text:conditional-text>`,
  ),
  one(
    'note',
    raw =>
      `${raw}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>3</text:p></text:note-body></text:note>`,
  ),
  one('annotation', raw => `${raw}<office:annotation><text:p>5</text:p></office:annotation>`),
  one(
    'annotation end',
    raw =>
      `<office:annotation office:name="a"><dc:date>2024</dc:date><text:p>5</text:p></office:annotation>${raw}<office:annotation-end office:name="a"/>`,
  ),
  one('line break', (raw, random) => halves(raw, random).join('<text:line-break/>')),
  one('tab', (raw, random) => halves(raw, random).join('<text:tab/>')),
  one('blanks', raw => `<text:s text:c="3"/>${raw}<text:s/>`),
  one('blank within', (raw, random) => halves(raw, random).join('<text:s/>')),
  one('page break', (raw, random) => halves(raw, random).join('<text:soft-page-break/>')),
  one('bookmark', (raw, random) => halves(raw, random).join('<text:bookmark text:name="a"/>')),
  one('soft hyphen', (raw, random) => halves(raw, random).join('\u00ad')),
  one('zero width', (raw, random) => halves(raw, random).join('\u200b')),
  one('fixed blanks', raw => `\u00a0${raw}\u3000`),
  one(
    'expression',
    raw =>
      `<text:expression text:formula="ooow:1+1" office:value-type="float" office:value="${raw}">${raw}</text:expression>`,
  ),
  one(
    'expression other',
    raw =>
      `<text:expression text:formula="ooow:1+1" office:value-type="float" office:value="99">${raw}</text:expression>`,
  ),
  one('input', raw => `<text:text-input text:description="5">${raw}</text:text-input>`),
  one(
    'placeholder',
    raw => `<text:placeholder text:placeholder-type="text">&lt;单击&gt;</text:placeholder>${raw}`,
  ),
  one('database', raw => `<text:database-display text:column-name="a">${raw}</text:database-display>`),
  one('user field', raw => `<text:user-field-get text:name="a">${raw}</text:user-field-get>`),
  one('variable', raw => `<text:variable-set text:name="a" office:value="${raw}">${raw}</text:variable-set>`),
  one(
    'variable not shown',
    raw => `<text:variable-set text:name="a" text:display="none" office:value="5"/>${raw}`,
  ),
  one(
    'variable not shown with text',
    raw =>
      `<text:variable-set text:name="a" text:display="none" office:value="5">5</text:variable-set>${raw}`,
  ),
  one(
    'drop down',
    raw =>
      `<text:drop-down text:name="a"><text:label text:value="3"/><text:label text:value="${raw}" text:current-selected="true"/>${raw}</text:drop-down>`,
  ),
  one(
    'drop down without text',
    raw =>
      `<text:drop-down text:name="a"><text:label text:value="3"/><text:label text:value="${raw}" text:current-selected="true"/></text:drop-down>`,
  ),
  one('reference', raw => `<text:bookmark-ref text:ref-name="a">${raw}</text:bookmark-ref>`),
  one('link', raw => `<text:a xlink:href="a">${raw}</text:a>`),
  one('meta', raw => `<text:meta>${raw}</text:meta>`),
  one('meta field', raw => `<text:meta-field>${raw}</text:meta-field>`),
  one(
    'ruby',
    raw => `<text:ruby><text:ruby-base>${raw}</text:ruby-base><text:ruby-text>5</text:ruby-text></text:ruby>`,
  ),
  one(
    'content control',
    raw =>
      `<loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">${raw}</loext:content-control>`,
  ),
  one(
    'content control placeholder',
    raw =>
      `<loext:content-control loext:showing-place-holder="true" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">${raw}</loext:content-control>`,
  ),
  one(
    'content control placeholder beside',
    raw =>
      `<loext:content-control loext:showing-place-holder="true" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">单击5处</loext:content-control>${raw}`,
  ),
  one('script', raw => `<text:script script:language="js" xmlns:script="urn:s">5</text:script>${raw}`),
  one('sequence', raw => `<text:sequence text:formula="ooow:a+1">${raw}</text:sequence>`),
  one('macro', raw => `<text:execute-macro text:name="a">${raw}</text:execute-macro>`),
  one('measure', raw => `<text:measure>${raw}</text:measure>`),
  one(
    'index mark',
    raw =>
      `<text:alphabetical-index-mark text:string-value="5"/><text:toc-mark text:string-value="5"/>${raw}`,
  ),
  one('box', raw => `<draw:frame><draw:text-box><text:p>${raw}</text:p></draw:text-box></draw:frame>`),
  one('box over', raw => `<draw:frame><draw:text-box><text:p>${raw}</text:p></draw:text-box></draw:frame>3`),
  one('shape over', raw => `<draw:custom-shape><text:p>${raw}</text:p></draw:custom-shape>3`),
  one('picture', raw => `<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>${raw}`),
  one('object', raw => `<draw:frame><draw:object xlink:href="Object 1"/></draw:frame>${raw}`),
  one('object instead', () => `<draw:frame><draw:object xlink:href="Object 1"/></draw:frame>`),
  one(
    'formula object',
    raw =>
      `<draw:frame><draw:object><math xmlns="http://www.w3.org/1998/Math/MathML"><mn>${raw}</mn></math></draw:object></draw:frame>`,
  ),
  one('page anchored form', raw => `<draw:control draw:control="c1"/>${raw}`),
  one('form control instead', () => `<draw:control draw:control="c1"/>`),
  one('deleted', raw => `<text:change text:change-id="c1"/>${raw}`, ''),
  one(
    'deleted in place',
    raw => `<text:change-start text:change-id="c2"/>${raw}<text:change-end text:change-id="c2"/>`,
  ),
  one('deletion by LibreOffice 24', raw => `${raw}`),
  one('full width', raw => d(raw, n => String.fromCharCode(0xff10 + n))),
  one('circled', raw => `${raw}①`),
  one('entities', raw => d(raw, n => `&#${48 + n};`)),
  one('cdata', raw => `<![CDATA[${raw}]]>`),
  one('comment', (raw, random) => halves(raw, random).join('<!-- 5 -->')),
  one('right to left', raw => `\u202e${raw}\u202c`),
  one('two paragraphs', (raw, random) => halves(raw, random).join('</text:p><text:p>')),
  one('blank paragraph', raw => `</text:p><text:p>${raw}</text:p><text:p>`),
  one(
    'list',
    raw => `</text:p><text:list><text:list-item><text:p>${raw}</text:p></text:list-item></text:list><text:p>`,
  ),
  one(
    'list header',
    raw =>
      `</text:p><text:list><text:list-header><text:p>${raw}</text:p></text:list-header></text:list><text:p>`,
  ),
  one(
    'list number kept',
    raw =>
      `</text:p><text:list><text:list-item><text:number>3.</text:number><text:p>${raw}</text:p></text:list-item></text:list><text:p>`,
  ),
  one(
    'section hidden',
    raw =>
      `${raw}</text:p><text:section text:name="s" text:display="none"><text:p>5</text:p></text:section><text:p>`,
  ),
  one(
    'numbered',
    raw =>
      `</text:p><text:numbered-paragraph text:level="1"><text:number>3</text:number><text:p>${raw}</text:p></text:numbered-paragraph><text:p>`,
  ),
  one(
    'hidden paragraph',
    raw =>
      `${raw}</text:p><text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>5</text:p><text:p>`,
  ),
  one(
    'table',
    raw =>
      `</text:p><table:table><table:table-column/><table:table-row><table:table-cell><text:p>${raw}</text:p></table:table-cell></table:table-row></table:table><text:p>`,
  ),
  one(
    'sub table',
    raw =>
      `</text:p><table:table table:is-sub-table="true"><table:table-column/><table:table-row><table:table-cell><text:p>${raw}</text:p></table:table-cell></table:table-row></table:table><text:p>`,
  ),
  one('heading', raw => `</text:p><text:h text:outline-level="2">${raw}</text:h><text:p>`),
  one(
    'tracked paragraph',
    raw =>
      `</text:p><text:tracked-changes><text:changed-region xml:id="c9" text:id="c9"><text:deletion><text:p>5</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>${raw}`,
  ),
]
