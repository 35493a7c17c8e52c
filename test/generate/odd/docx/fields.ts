import type {DocxHabit} from './habit.ts'
import {field, r, sdt, split} from './write.ts'

/** Figures that fields and content controls show. */
export const fields: readonly DocxHabit[] = [
  {name: 'field SUM right', run: raw => field('=SUM(ABOVE)', r(raw))},
  {name: 'field REF', run: raw => field('REF 总数 \\h', r(raw))},
  {name: 'field MERGEFIELD', run: raw => field('MERGEFIELD 数量', r(`${raw}`))},
  {name: 'field MERGEFIELD unfilled', run: raw => field('MERGEFIELD 数量', r('«数量»')) + r(raw)},
  {name: 'field simple', run: raw => `<w:fldSimple w:instr=" DOCPROPERTY n ">${r(raw)}</w:fldSimple>`},
  {name: 'field in field', run: raw => field(`IF ${field('MERGEFIELD a', r('1'))} = 1 "${raw}" "2"`, r(raw))},
  {
    name: 'field result in runs',
    run: (raw, random) =>
      field(
        'REF a',
        split(raw, random)
          .map(x => r(x))
          .join(''),
      ),
  },
  {
    name: 'field deleted',
    run: raw =>
      `<w:del w:id="1" w:author="a"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> REF a </w:delInstrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>5</w:delText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>${r(raw)}`,
  },
  {
    name: 'field code switched',
    run: raw =>
      `<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(raw)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  },
  {
    name: 'form text',
    run: raw =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="t"/><w:textInput><w:type w:val="number"/><w:default w:val="0"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(raw)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  },
  {
    name: 'form dropdown',
    run: raw =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="0"/><w:listEntry w:val="${raw}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  },
  {name: 'hyperlink', run: raw => `<w:hyperlink w:anchor="a">${r(raw)}</w:hyperlink>`},
  {
    name: 'smart tag',
    run: raw =>
      `<w:smartTag w:uri="urn:a" w:element="chmetcnv"><w:smartTagPr><w:attr w:name="SourceValue" w:val="9"/></w:smartTagPr>${r(raw)}</w:smartTag>`,
  },
  {
    name: 'custom xml',
    run: raw =>
      `<w:customXml w:element="n"><w:customXmlPr><w:placeholder w:val="7"/></w:customXmlPr>${r(raw)}</w:customXml>`,
  },
  {name: 'control', run: raw => sdt('<w:text/>', r(raw))},
  {
    name: 'control that shows its placeholder beside',
    run: raw => sdt('<w:showingPlcHdr/><w:text/>', r('单击此处输入文字')) + r(raw),
  },
  {name: 'control with figure kept as placeholder', run: raw => sdt('<w:showingPlcHdr/><w:text/>', r(raw))},
  {
    name: 'control of choices',
    run: raw =>
      sdt(
        `<w:dropDownList w:lastValue="${raw}"><w:listItem w:displayText="99" w:value="99"/></w:dropDownList>`,
        r(raw),
      ),
  },
  {
    name: 'check box before',
    run: raw => sdt('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r('☒')) + r(raw),
  },
  {
    name: 'bound control',
    run: raw => sdt('<w:dataBinding w:xpath="/a/b" w:storeItemID="{1}"/><w:text/>', r(raw)),
  },
]
