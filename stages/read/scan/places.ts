import type {Block, Image, TableCell} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {EmbeddedPicture} from '../reader.ts'

/** An embedded picture and where it stands. `number` counts the pictures of the document from 1, in reading order. */
export interface Placed {
  node: Image
  picture: EmbeddedPicture
  number: number
  place: Place
}

/** Where a picture stands. @param part of a package it belongs to */
export function placeOf({place}: Image, part: string | undefined): Place {
  return {...place, ...(part === undefined ? {} : {part})}
}

/**
 * A tree with what was read in pictures in their stead. Pictures that follow each other are read as pages of one document,
 * since a table may go on from one to the next. `blocksOf` gives places with the number of the picture for a page.
 */
export function withPages<P extends {placed: Placed}>(
  blocks: readonly Block[],
  read: ReadonlyMap<Block, P>,
  blocksOf: (run: P[]) => Block[],
): Block[] {
  const out: Block[] = []
  let run: P[] = []
  const finish = () => {
    if (run.length === 0) return
    const places = new Map(run.map(({placed: {number, place}}) => [number, place]))
    const made = blocksOf(run)
    for (const block of made) settle(block, places)
    out.push(...made)
    run = []
  }
  for (const block of blocks) {
    const page = read.get(block)
    if (page) run.push(page)
    else {
      finish()
      if (block.type !== 'table') out.push(block)
      else {
        const cells = block.children.map(cell => {
          const children = withPages(cell.children, read, blocksOf)
          return children.length === cell.children.length && children.every((c, i) => c === cell.children[i])
            ? cell
            : {...cell, children}
        })
        out.push({...block, children: cells})
      }
    }
  }
  finish()
  return out
}

/** Says where the picture stands that was read as a page of its own; boxes are dots of the picture. */
function settle(node: Block | TableCell, places: ReadonlyMap<number, Place>): void {
  const {page, ...rest} = node.place ?? {}
  const place = page === undefined ? undefined : places.get(page)
  if (place) node.place = {...place, ...rest}
  if (node.type === 'table' || node.type === 'tableCell')
    for (const child of node.children) settle(child, places)
}
