import type {Part} from './unwrap.ts'

const LINK = /<link\b[^<>]{0,2000}>/gi

/** A page with the style sheets that it links and the archive holds put in their place: they say what is shown. */
export function withSheets(html: string, sheetAt: (url: string) => Part | null): string {
  return html.replace(LINK, link => {
    const href = attribute(link, 'href')
    if (href === null || !/\bstylesheet\b/i.test(attribute(link, 'rel') ?? 'stylesheet')) return link
    const sheet = sheetAt(href)
    if (!sheet) return link
    const media = attribute(link, 'media')
    const css = Buffer.from(sheet.bytes())
      .toString('utf8')
      .replace(/<\/style/gi, '')
    return `<style${media === null ? '' : ` media="${media.replace(/["<>]/g, '')}"`}>${css}</style>`
  })
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return match ? (match[1] ?? match[2] ?? match[3]!).replace(/&amp;/gi, '&') : null
}
