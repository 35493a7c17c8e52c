import type {BrowserHabit} from './habit.ts'

/** What is done to whole pages: watermarks, page numbers, running heads, page ends, tables side by side. */
export const PAGES: Record<string, BrowserHabit> = {
  'narrow columns break': {
    css: 'td,th{word-break:break-all;padding:0!important}table{table-layout:fixed}',
    big: true,
    share: 0,
  },
  'watermark slant': {
    css: '.w{position:fixed;left:10%;top:40%;font-size:80px;transform:rotate(-45deg);color:rgba(0,0,0,.15)}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>2023内部</div>')",
  },
  'watermark upright': {
    css: '.w{position:fixed;left:20%;top:30%;font-size:60px;color:#ddd;z-index:-1}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>2023 1234</div>')",
  },
  'watermark upright over': {
    css: '.w{position:fixed;left:20%;top:30%;font-size:40px;color:rgba(255,0,0,.3)}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>2023 1234</div>')",
  },
  'watermark small tiled': {
    css: '.w{position:fixed;color:rgba(0,0,0,.2);font-size:12px}',
    page: "for(let x=0;x<8;x++)for(let y=0;y<12;y++)document.body.insertAdjacentHTML('beforeend','<div class=w style=\"left:'+x*90+'px;top:'+y*90+'px\">王五 1234</div>')",
  },
  'watermark small tiled slant': {
    css: '.w{position:fixed;color:rgba(0,0,0,.2);font-size:12px;transform:rotate(-30deg)}',
    page: "for(let x=0;x<8;x++)for(let y=0;y<12;y++)document.body.insertAdjacentHTML('beforeend','<div class=w style=\"left:'+x*90+'px;top:'+y*90+'px\">王五 1234</div>')",
  },
  'watermark small black tiled': {
    css: '.w{position:fixed;color:#888;font-size:10px}',
    page: "for(let x=0;x<8;x++)for(let y=0;y<12;y++)document.body.insertAdjacentHTML('beforeend','<div class=w style=\"left:'+x*93+'px;top:'+y*93+'px\">8</div>')",
  },
  'margin page numbers': {css: '@page{@bottom-center{content:counter(page)}@top-right{content:"2023"}}'},
  'page numbers in the flow': {
    css: '.w{position:fixed;bottom:0;left:45%}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>12</div>')",
  },
  'page number close to the table': {
    css: '@page{margin-bottom:.6cm!important;@bottom-center{content:counter(page);vertical-align:top}}',
  },
  'footer over tables': {
    css: '.w{position:fixed;bottom:20px;left:30%;background:#fff}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>第 12 页 共 30 页</div>')",
  },
  'head over tables': {
    css: '.w{position:fixed;top:0;left:30%}',
    page: "document.body.insertAdjacentHTML('beforeend','<div class=w>2023</div>')",
  },
  'rotated pages': {css: '@page{size:A4 landscape!important;page-orientation:rotate-left}'},
  'rotated right': {css: '@page{page-orientation:rotate-right}'},
  'landscape tables': {css: '@page l{size:A4 landscape} table{page:l}'},
  'two columns body': {
    css: 'body{columns:2;column-gap:1cm;font-size:6pt!important} table{font-size:5pt!important}',
  },
  'two columns text only': {css: 'p{columns:2}'},
  'scaled page': {css: 'body{zoom:.5}'},
  'tables side by side': {
    page: "const ts=[...document.querySelectorAll('table')];if(ts.length<3)return;const d=document.createElement('div');d.style.cssText='display:flex;gap:8px;font-size:5pt;page:l';ts[0].before(d);for(const x of [ts[0],ts[2]]){x.style.fontSize='5pt';d.append(x)}",
    css: '@page{size:A4 landscape!important}',
  },
  'tables side by side touching': {
    page: "const ts=[...document.querySelectorAll('table')];if(ts.length<3)return;const d=document.createElement('div');d.style.cssText='display:flex;gap:0;font-size:5pt';ts[0].before(d);for(const x of [ts[0],ts[2]]){x.style.fontSize='5pt';d.append(x)}",
    css: '@page{size:A4 landscape!important}',
  },
  'narrow page': {css: '@page{size:120mm 200mm!important;margin:5mm!important}'},
  'rows tall': {css: 'td{height:60px;vertical-align:bottom}'},
  'rows tall top': {css: 'td{height:60px;vertical-align:top}'},
  'tfoot repeated': {
    page: "for(const x of document.querySelectorAll('table'))x.insertAdjacentHTML('beforeend','<tfoot><tr><td colspan=99 style=\"border:0\">第 3 页 12</td></tr></tfoot>')",
  },
  'tfoot ruled': {
    page: "for(const x of document.querySelectorAll('table'))x.insertAdjacentHTML('beforeend','<tfoot><tr><td colspan=99>单位：件</td></tr></tfoot>')",
  },
  caption: {
    page: "for(const x of document.querySelectorAll('table'))x.insertAdjacentHTML('afterbegin','<caption style=\"font-size:.7em\">表 2 2023</caption>')",
  },
  'caption below': {
    page: "for(const x of document.querySelectorAll('table'))x.insertAdjacentHTML('afterbegin','<caption style=\"font-size:.7em;caption-side:bottom\">注：1 表中 12 为估计数</caption>')",
  },
  'page breaks inside': {
    page: "let k=0;for(const x of document.querySelectorAll('table tr'))if(k++%5===4&&!x.closest('thead'))x.style.breakBefore='page'",
  },
}
