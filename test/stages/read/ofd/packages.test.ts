import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {ofd} from '../../../../stages/read/ofd/index.ts'
import {mm, type OfdPage, packOfd, textObject} from '../../../generate/files/ofd.ts'
import {LIMITS} from '../docx/helpers.ts'

async function read(bytes: Uint8Array) {
  const findings: string[] = []
  const root = await ofd.read(bytes, {
    limits: LIMITS,
    report: (rule, details) => findings.push(`${rule} ${details?.values?.what}`),
  })
  return {texts: root.children.map(textOf), findings}
}

const page = (text: string, y = 100): OfdPage => ({content: textObject({text, x: 100, y})})

/** The parts of a file, changed. */
function changed(bytes: Uint8Array, change: (parts: Record<string, string>) => void): Uint8Array {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  )
  change(parts)
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)])))
}

const documentOf = (parts: Record<string, string>, name: string) =>
  parts['Doc_0/Document.xml']!.replaceAll('Pages/Page_0/', name)

describe('several documents in one file', () => {
  const two = (more: (parts: Record<string, string>) => void) =>
    changed(packOfd([page('一')]), parts => {
      parts['OFD.xml'] = parts['OFD.xml']!.replace(
        /<ofd:DocBody>.*<\/ofd:DocBody>/,
        body => body + body.replace('Doc_0', 'Doc_1'),
      )
      more(parts)
    })

  it('are read one after the other', async () => {
    const bytes = two(parts => {
      parts['Doc_1/Document.xml'] = parts['Doc_0/Document.xml']!
      parts['Doc_1/Pages/Page_0/Content.xml'] = parts['Doc_0/Pages/Page_0/Content.xml']!.replace('一', '二')
    })
    expect(await read(bytes)).toEqual({texts: ['一', '二'], findings: []})
  })

  it('are named where one is missing', async () => {
    expect(await read(two(() => {}))).toEqual({
      texts: ['一'],
      findings: ['R04 OFD 中缺少被引用的部件（Doc_1/Document.xml），其内容未能读取'],
    })
  })

  it('do not go on in each other', async () => {
    const cell = (x: number, y: number) =>
      `<ofd:PathObject ID="3" Boundary="${mm(x)} ${mm(y)} ${mm(100)} ${mm(20)}"><ofd:AbbreviatedData>M 0 0 L ${mm(100)} 0 L ${mm(100)} ${mm(20)} L 0 ${mm(20)} C</ofd:AbbreviatedData></ofd:PathObject>`
    const table = (y: number, label: string): OfdPage => ({
      content: [0, 20]
        .flatMap(down => [
          cell(100, y + down),
          cell(200, y + down),
          textObject({text: `${label}${down}`, x: 105, y: y + down + 4}),
          textObject({text: '3', x: 205, y: y + down + 4}),
        ])
        .join(''),
    })
    const [above, below] = [packOfd([table(780, '上')]), packOfd([table(40, '下')])].map(bytes =>
      unzipSync(bytes),
    )
    const bytes = two(parts => {
      for (const name of ['Document.xml', 'Pages/Page_0/Content.xml']) {
        parts[`Doc_0/${name}`] = strFromU8(above![`Doc_0/${name}`]!)
        parts[`Doc_1/${name}`] = strFromU8(below![`Doc_0/${name}`]!)
      }
    })
    const {texts} = await read(bytes)
    expect(texts.length).toBe(2)
  })
})

it('reads the version that counts', async () => {
  const bytes = changed(packOfd([page('旧')]), parts => {
    parts['OFD.xml'] = parts['OFD.xml']!.replace(
      '</ofd:DocBody>',
      '<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/><ofd:Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/Versions/V2.xml"/></ofd:Versions></ofd:DocBody>',
    )
    const version = (root: string) =>
      `<ofd:DocVersion xmlns:ofd="http://www.ofdspec.org/2016"><ofd:FileList/><ofd:DocRoot>${root}</ofd:DocRoot></ofd:DocVersion>`
    parts['Doc_0/Versions/V1.xml'] = version('/Doc_0/Document.xml')
    parts['Doc_0/Versions/V2.xml'] = version('/Doc_0/Document2.xml')
    parts['Doc_0/Document2.xml'] = documentOf(parts, 'Pages/New/')
    parts['Doc_0/Pages/New/Content.xml'] = parts['Doc_0/Pages/Page_0/Content.xml']!.replace('旧', '新')
  })
  expect(await read(bytes)).toEqual({texts: ['新'], findings: []})
})

describe('names of parts', () => {
  it('are found from the root of the file where they are not beside the part that names them', async () => {
    const bytes = changed(packOfd([page('一')]), parts => {
      parts['Doc_0/Document.xml'] = documentOf(parts, 'Doc_0/Pages/Page_0/')
    })
    expect(await read(bytes)).toEqual({texts: ['一'], findings: []})
  })

  it('may be Chinese, in GBK or UTF-8', async () => {
    // 页面 in GBK; the archive is written with a name as long, which is then replaced.
    const gbk = [0xd2, 0xb3, 0xc3, 0xe6]
    const bytes = changed(packOfd([page('一')]), parts => {
      parts['Doc_0/Document.xml'] = documentOf(parts, '页面/')
      parts['Doc_0/YMYM/Content.xml'] = parts['Doc_0/Pages/Page_0/Content.xml']!
    })
    const file = Buffer.from(bytes)
    for (let at = file.indexOf('YMYM'); at !== -1; at = file.indexOf('YMYM', at))
      Buffer.from(gbk).copy(file, at)
    expect(await read(new Uint8Array(file))).toEqual({texts: ['一'], findings: []})
    const plain = changed(packOfd([page('一')]), parts => {
      parts['Doc_0/Document.xml'] = documentOf(parts, '页面/')
      parts['Doc_0/页面/Content.xml'] = parts['Doc_0/Pages/Page_0/Content.xml']!
    })
    expect(await read(plain)).toEqual({texts: ['一'], findings: []})
  })
})

describe('what a page takes from elsewhere', () => {
  const shown = '<ofd:CompositeObject ID="4" ResourceID="77" Boundary="40 40 100 20"/>'
  const unit = `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="100" Height="20"><ofd:Content>${textObject({text: '共享', x: 0, y: 20})}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`

  it('is read from resources of its own', async () => {
    const bytes = changed(packOfd([{content: shown}]), parts => {
      const own = 'Doc_0/Pages/Page_0/Content.xml'
      parts[own] = parts[own]!.replace(/(<ofd:Page [^>]*>)/, '$1<ofd:PageRes>PageRes.xml</ofd:PageRes>')
      parts['Doc_0/Pages/Page_0/PageRes.xml'] = unit
    })
    expect(await read(bytes)).toEqual({texts: ['共享'], findings: []})
  })

  it('is named where it is missing', async () => {
    expect((await read(packOfd([{content: shown + page('一').content}]))).findings).toEqual([
      'R04 OFD 中缺少被引用的部件（资源 77），其内容未能读取',
    ])
    const templates = packOfd([{...page('一'), template: textObject({text: '底', x: 100, y: 50})}])
    const bytes = changed(templates, parts => {
      delete parts['Doc_0/Tpls/Tpl_0/Content.xml']
    })
    expect((await read(bytes)).findings).toEqual([
      'R04 OFD 中缺少被引用的部件（Doc_0/Tpls/Tpl_0/Content.xml），其内容未能读取',
    ])
    const unknown = changed(templates, parts => {
      parts['Doc_0/Document.xml'] = parts['Doc_0/Document.xml']!.replace(/<ofd:TemplatePage[^>]*>/, '')
    })
    expect((await read(unknown)).findings).toEqual(['R04 OFD 中缺少被引用的部件（模板 900），其内容未能读取'])
  })
})
