import {describe, expect, it} from 'vitest'
import {isHtml} from '../../../../stages/read/html/sniff.ts'

const sniff = (text: string) => isHtml(new TextEncoder().encode(text))

describe('is HTML', () => {
  it.each([
    ['page', '<!DOCTYPE html>\n<html><body>3</body></html>'],
    ['doctype alone', '<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">正文'],
    ['after comments and white space', '\n <!-- saved from url=(0014)about:internet -->\n<html>'],
    ['after a byte order mark', '\ufeff<table><tr><td>1</td></tr></table>'],
    ['fragment', '<p>收到 3 件'],
    ['text, then a table', '年度报告<br><table border=1><tr><td>3</td></tr></table>'],
    ['custom elements first', '<ucapcontent><p>收到 3 件</p></ucapcontent>'],
    [
      'saved by Word',
      '<html xmlns:w="x"><head><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->',
    ],
    ['XHTML', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="x"></html>'],
    ['drawing in the head of a page', '<html><body><svg width="1"></svg></body></html>'],
    ['inner tags of many kinds before the first end', '<p><span><font><b>3'],
  ])('%s', (_, text) => expect(sniff(text)).toBe(true))

  it('UTF-16', () => {
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
    expect(isHtml(bytes('\ufeff<html><body>'))).toBe(true)
    expect(isHtml(bytes('<html><body>'))).toBe(true)
  })
})

describe('is not HTML', () => {
  it.each([
    ['nothing', ''],
    ['text', '一、总体情况\n收到 3 件'],
    ['text with a stray <', '2021年<2022年，3 < 5 且 b>a'],
    ['text that names a tag', '请使用 <table> 标签填写'],
    ['pipes', '| 规章 | 3 |\n| --- | --- |\n| 甲<br>乙 | 4 |'],
    [
      'MHT',
      'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html><body></body></html>',
    ],
    [
      'Word 2003 XML',
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument><w:p></w:p></w:wordDocument>',
    ],
    ['other XML', '<?xml version="1.0"?><report><p>3</p></report>'],
    ['PDF', '%PDF-1.4 <html></html>'],
    ['RTF', '{\\rtf1 <p>3</p>}'],
    ['JSON', '{"content": "<p>3</p>"}'],
  ])('%s', (_, text) => expect(sniff(text)).toBe(false))
})
