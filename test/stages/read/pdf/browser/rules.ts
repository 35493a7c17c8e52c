import type {BrowserHabit} from './habit.ts'

/** How the borders of tables are drawn. */
export const RULES: Record<string, BrowserHabit> = {
  'dark cells': {css: 'td{background:#234;color:#fff}'},
  'rules by gradient': {
    css: 'td,th{border:0!important;background:linear-gradient(#000,#000) 0 0/100% 1px no-repeat,linear-gradient(#000,#000) 0 0/1px 100% no-repeat}table{border:1px solid #000!important}',
  },
  'rules by shadow': {css: 'td,th{border:0!important;box-shadow:0 0 0 .5px #000}'},
  'rules by inset shadow': {css: 'td,th{border:0!important;box-shadow:inset 0 0 0 1px #000}'},
  'rules by outline': {css: 'td,th{border:0!important;outline:1px solid #000}'},
  'rules by picture': {
    css: "td,th{border:1px solid!important;border-image:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9' fill='none' stroke='black' stroke-width='2'/%3E%3C/svg%3E\") 2!important}",
  },
  'rounded cells': {
    css: 'table{border-collapse:separate!important;border-spacing:1px!important}td,th{border-radius:5px;border:1px solid #555!important}',
  },
  groove: {css: 'td,th{border:3px groove #888!important}table{border-collapse:separate!important}'},
  ridge: {css: 'td,th{border:2px ridge #888!important}'},
  'inset borders': {
    css: 'table{border-collapse:separate!important;border:1px outset}td,th{border:1px inset #888!important}',
  },
  'pale rules': {css: 'td,th{border:1px solid #f3f3f3!important}'},
  'levels only': {css: 'td,th{border:0!important;border-bottom:1px solid #000!important}'},
  'uprights only': {
    css: 'td,th{border:0!important;border-left:1px solid #000!important}table{border:1px solid #000!important}',
  },
  'dotted pale': {css: 'td,th{border:1px dotted #bbb!important}'},
  'transparent rules': {css: 'td,th{border:1px solid transparent!important}'},
  'head ruled only': {css: 'tbody td{border:0!important}'},
  'shaded only': {css: 'td,th{border:0!important}tr:nth-child(even)>*{background:#dde}'},
  'column shaded only': {css: 'td,th{border:0!important}td:nth-child(even){background:#dde}'},
  'cover white half': {
    css: 'td{position:relative}td:after{content:"";position:absolute;inset:0;background:rgba(255,255,255,.5)}',
  },
}
