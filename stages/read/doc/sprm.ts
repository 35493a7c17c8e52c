/** Operand sizes by the three highest bits of a property code ([MS-DOC] 2.2.5.1); 6 is a counted operand. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3]

export const SPRM = {
  C_DELETED: 0x0800,
  C_OLE: 0x080a,
  C_STRIKE: 0x0837,
  C_DOUBLE_STRIKE: 0x2a53,
  C_STYLE_SEPARATOR: 0x0818,
  C_VANISH: 0x083c,
  C_SPECIAL: 0x0855,
  C_OBJECT: 0x0856,
  C_BINARY_DATA: 0x0806,
  C_SDT_VANISH: 0x2a90,
  C_SUPERSCRIPT: 0x2a48,
  C_POSITION: 0x4845,
  C_PALETTE: 0x2a42,
  C_COLOUR: 0x6870,
  C_SIZE: 0x4a43,
  C_SCALE: 0x4852,
  C_SPACING: 0x8840,
  C_HIGHLIGHT: 0x2a0c,
  C_SHADE_80: 0x4866,
  C_SHADE: 0xca71,
  C_STYLE: 0x4a30,
  C_FONT: 0x4a4f,
  C_SYMBOL: 0x6a09,
  C_PICTURE: 0x6a03,
  P_STYLE: 0x4600,
  P_LEVEL: 0x260a,
  P_LIST: 0x460b,
  P_OUTLINE: 0x2640,
  P_ALIGN_97: 0x2403,
  P_ALIGN: 0x2461,
  P_IN_TABLE: 0x2416,
  P_ROW_END: 0x2417,
  P_DEPTH: 0x6649,
  P_DEPTH_CHANGE: 0x664a,
  P_INNER_CELL: 0x244b,
  P_INNER_ROW_END: 0x244c,
  P_HUGE_97: 0x6645,
  P_HUGE: 0x6646,
  P_TABLE_PROPERTIES: 0x646b,
  P_SHADE_80: 0x442d,
  P_SHADE: 0xc64d,
  P_TABS: 0xc615,
  P_FRAME_X: 0x8418,
  P_FRAME_Y: 0x8419,
  P_FRAME_WIDTH: 0x841a,
  P_FRAME_HEIGHT: 0x442b,
  P_FRAME_ANCHOR: 0x261b,
  T_DEFINE_10: 0xd606,
  T_DEFINE: 0xd608,
  T_HEADER: 0x3404,
  T_LEFT: 0x9601,
  T_GAP: 0x9602,
  T_INSERT: 0x7621,
  T_DELETE: 0x5622,
  T_WIDTH: 0x7623,
  T_MERGE: 0x5624,
  T_SPLIT: 0x5625,
  T_VERTICAL: 0xd62b,
  T_SHADES_80: 0xd609,
  T_SHADES: 0xd612,
  T_SHADES_2: 0xd616,
  T_SHADES_3: 0xd60c,
  T_SHADE_80: 0x7627,
  T_SHADE: 0xd62d,
  T_SHADE_TABLE: 0xd660,
} as const

const KNOWN: ReadonlySet<number> = new Set(Object.values(SPRM))

/** The properties of a grpprl that SPRM names, in order; stops at the first that does not fit into the bytes. */
export function eachProperty(grpprl: Uint8Array, visit: (code: number, operand: DataView) => void) {
  const view = new DataView(grpprl.buffer, grpprl.byteOffset, grpprl.byteLength)
  let at = 0
  while (at + 2 <= grpprl.length) {
    const code = view.getUint16(at, true)
    at += 2
    let size = SIZES[code >> 13]!
    if (code === SPRM.T_DEFINE || code === SPRM.T_DEFINE_10) {
      if (at + 2 > grpprl.length) return
      // The count is one more than the bytes that follow it; some writers leave the last cells' descriptions out.
      size = Math.min(view.getUint16(at, true) - 1, grpprl.length - at - 2)
      at += 2
    } else if (size === 0) {
      if (at >= grpprl.length) return
      size = code === SPRM.P_TABS && grpprl[at] === 255 ? tabsSize(grpprl, at + 1) : grpprl[at]!
      at += 1
    }
    if (size < 0 || at + size > grpprl.length) return
    if (KNOWN.has(code)) visit(code, new DataView(grpprl.buffer, grpprl.byteOffset + at, size))
    at += size
  }
}

/** sprmPChgTabs with more tabs than one byte can count: two arrays that carry their own counts. */
function tabsSize(grpprl: Uint8Array, at: number): number {
  const deleted = 1 + (grpprl[at] ?? 0) * 4
  return deleted + 1 + (grpprl[at + deleted] ?? 0) * 3
}
