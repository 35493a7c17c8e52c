import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {encode} from '../files/encode.ts'
import {blocksHtml, escaped, plain, type Writing} from '../files/html.ts'
import type {ReportModel} from '../report/model.ts'
import {type Page, page} from './page.ts'

/** The name a site has: the government the office belongs to. */
function siteOf(model: ReportModel): string {
  return `${model.agency.county ?? model.agency.prefecture ?? model.agency.province}人民政府`
}

const NAVIGATION = ['首页', '走进本地', '政务公开', '政务服务', '互动交流', '专题专栏']

function navigation(): string {
  return `<ul class="nav">${NAVIGATION.map(text => `<li><a href="#">${text}</a></li>`).join('')}</ul>`
}

function head(model: ReportModel, charset: string, more = ''): string {
  return [
    '<!DOCTYPE html>',
    '<html><head>',
    `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`,
    `<title>${escaped(model.title)}_${siteOf(model)}</title>`,
    `<meta name="SiteName" content="${siteOf(model)}">`,
    `<meta name="ArticleTitle" content="${escaped(model.title)}">`,
    `<meta name="PubDate" content="${model.publishedOn} 09:30">`,
    `<meta name="ContentSource" content="${escaped(model.agency.name)}">`,
    more,
    '</head><body>',
  ].join('\n')
}

function footer(model: ReportModel): string {
  return [
    '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> 【打印】 【关闭】</div>',
    '<div class="qr">扫一扫在手机打开当前页面<img src="/images/qr.png" width="90" height="90" alt=""></div>',
    `<div class="footer"><p>版权所有：${siteOf(model)}　主办：${siteOf(model)}办公室</p>`,
    '<p>网站标识码：3205830001　网站地图　联系我们</p></div>',
    '</body></html>',
  ].join('\n')
}

const styled: Writing = {
  ...plain,
  paragraph: (inside, {data}) =>
    data?.depth === 1
      ? `<div class="article-title" style="text-align:center;font-size:22px">${inside}</div>`
      : `<p style="text-indent:2em;line-height:1.75"><span style="font-family:仿宋_GB2312;font-size:16pt">${
          data?.depth ? `<strong>${inside}</strong>` : inside
        }</span></p>`,
  cell: (inside, spans) =>
    `<td${spans} style="border:1px solid #000;padding:0 7px" valign="center"><p style="text-align:center"><span>${
      inside === '' ? '&nbsp;' : inside
    }</span></p></td>`,
  table: rows =>
    `<div align="center"><table cellspacing="0" style="border-collapse:collapse"><tbody>${rows.join('')}</tbody></table></div>`,
}

const pairs = page('site with metadata as label and value pairs', (root, model) => {
  const cells = model.metadata.map(item => `<td class="k">${item.name}：</td><td>${escaped(item.value)}</td>`)
  const rows = cells.flatMap((_, i) => (i % 2 ? [] : [`<tr>${cells.slice(i, i + 2).join('')}</tr>`]))
  return encode(
    [
      head(model, 'utf-8'),
      navigation(),
      '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="#">政务公开</a> &gt; 政府信息公开年报</div>',
      `<table class="meta">${rows.join('')}</table>`,
      '<div class="tools">字号：<a>大</a> <a>中</a> <a>小</a></div>',
      `<div class="content" id="zoom">${blocksHtml(root.children, styled)}</div>`,
      footer(model),
    ].join('\n'),
    'utf-8',
  )
})

const rowOverRow = page('site with metadata as a row of names over a row of values', (root, model) => {
  const row = (texts: string[]) => `<tr>${texts.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`
  return encode(
    [
      head(model, 'gb2312'),
      '<div>当前位置:首页 |</div>',
      `<table>${row(model.metadata.map(item => item.name))}${row(model.metadata.map(item => item.value))}</table>`,
      `<div class=con>${blocksHtml(root.children, styled)}</div>`,
      footer(model),
    ].join('\r\n'),
    'gbk',
  )
})

/** The page prints the title itself. */
function withoutTitle(root: Root): Block[] {
  return root.children.filter(block => block.type !== 'paragraph' || block.data?.depth !== 1)
}

const lines = page('site with metadata as lines of text', (root, model) =>
  encode(
    [
      head(model, 'utf-8', '<script>var hits = "<table><tr><td>9</td></tr></table>";</script>'),
      navigation(),
      `<h1>${escaped(model.title)}</h1>`,
      `<p class="info">发布时间：${model.publishedOn}　来源：${escaped(model.agency.name)}　浏览次数：128</p>`,
      ...model.metadata.map(item => `<p>${item.name}：${escaped(item.value)}</p>`),
      `<article>${blocksHtml(withoutTitle(root), plain)}</article>`,
      footer(model),
    ].join('\n'),
    'utf-8-bom',
  ),
)

/** Headings as th in a thead of their own, as accessible templates have it. */
const accessible: Writing = {
  ...plain,
  cell: (inside, spans, cell) =>
    cell.data?.header ? `<th${spans}>${inside}</th>` : `<td${spans}>${inside}</td>`,
  table: rows => {
    const body = rows.findIndex(row => row.includes('<td'))
    return `<table><thead>${rows.slice(0, body).join('')}</thead><tbody>${rows.slice(body).join('')}</tbody></table>`
  },
}

const headers = page('site with table headings marked', (root, model) =>
  encode(
    [head(model, 'utf-8'), '<main>', blocksHtml(root.children, accessible), '</main>', footer(model)].join(
      '\n',
    ),
    'utf-8',
  ),
)

/** The first row alone in the thead: no cell may reach out of it, so browsers cut the corner and shift the headings. */
const cutHeadings = page(
  'site with headings cut by thead',
  (root, model) => {
    const writing: Writing = {
      ...plain,
      table: rows => `<table><thead>${rows[0]}</thead><tbody>${rows.slice(1).join('')}</tbody></table>`,
    }
    return encode(
      [head(model, 'utf-8'), blocksHtml(root.children, writing), footer(model)].join('\n'),
      'utf-8',
    )
  },
  {must: ['R03']},
)

const wide = page('page in UTF-16', (root, model) =>
  encode([head(model, 'utf-16'), blocksHtml(root.children, plain), footer(model)].join('\n'), 'utf-16le'),
)

const lyingUtf8 = page(
  'UTF-8 that says it is gb2312',
  (root, model) =>
    encode([head(model, 'gb2312'), blocksHtml(root.children, plain), footer(model)].join('\n'), 'utf-8'),
  {may: ['R02']},
)

const lyingGbk = page(
  'GBK that says it is UTF-8',
  (root, model) =>
    encode([head(model, 'utf-8'), blocksHtml(root.children, plain), footer(model)].join('\n'), 'gbk'),
  {may: ['R02']},
)

/** A row of an old template that no visitor sees, with figures that are not the report's. */
const hiddenRow = '<tr style="display:none"><td>规章</td><td>77</td><td>77</td><td>77</td></tr>'

const hidden = page(
  'site with hidden rows and a table in a comment',
  (root, model) => {
    const writing: Writing = {
      ...plain,
      table: rows =>
        `<!--<table><tr><td>规章</td><td>88</td></tr></table>--><table>${rows.join('')}${hiddenRow}</table>`,
    }
    return encode(
      [
        head(model, 'utf-8'),
        blocksHtml(root.children, writing),
        '<div hidden>行政许可 99</div>',
        footer(model),
      ].join('\n'),
      'utf-8',
    )
  },
  {may: ['R07']},
)

export const sites: readonly Page[] = [
  pairs,
  rowOverRow,
  lines,
  headers,
  cutHeadings,
  wide,
  lyingUtf8,
  lyingGbk,
  hidden,
]
