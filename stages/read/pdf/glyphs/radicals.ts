/**
 * Fonts draw 人 and the radical ⼈ with one glyph, and some producers name the radical when the glyph is turned back into
 * text. The pairs are those of Unicode's EquivalentUnifiedIdeograph.txt for the simplified forms that occur in print;
 * the block of Kangxi radicals (U+2F00–2FD5) has its equivalents in NFKC.
 */
const SUPPLEMENT: Record<string, string> = Object.fromEntries(
  [
    ...(
      '⺁厂 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ' +
      '⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟 ⺱罓 ⺲罒 ⺳网 ⺴网 ⺵网 ' +
      '⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺺聿 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ' +
      '⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞飠 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ' +
      '⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟'
    ).split(' '),
  ].map(pair => [pair[0]!, pair[1]!]),
)

/** The ordinary ideograph for a radical; any other text as it is. */
export function unified(text: string): string {
  const code = text.codePointAt(0) ?? 0
  if (code < 0x2e80 || code > 0x2fd5) return text
  return code >= 0x2f00 ? text.normalize('NFKC') : (SUPPLEMENT[text] ?? text)
}
