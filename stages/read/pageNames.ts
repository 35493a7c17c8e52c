/** Pages named one by one in a sentence; the rest are counted. */
const NAMED = 10

/** Pages as a sentence names them: 第 3、4 页; more than ten: 第 1、2 … 10 等 12 页. Each once, in the order given. */
export function namePages(pages: readonly number[]): string {
  const own = [...new Set(pages)]
  const list = own.slice(0, NAMED).join('、')
  return own.length > NAMED ? `第 ${list} 等 ${own.length} 页` : `第 ${list} 页`
}
