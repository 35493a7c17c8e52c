import type {Random} from '../random.ts'
import type {Picture} from './raster.ts'

/** What happens to a page between the printer and the archive. Lengths are in inches. */
export interface Wear {
  dpi: number
  /** Degrees clockwise. */
  rotation: number
  /** Standard deviation of the noise, grey values. */
  noise: number
  /** Share of light lost towards one corner. */
  shading: number
  /** White scratches through the page: broken rules. */
  scratches: number
  stamp: boolean
  /** Black edges of a photocopy. */
  border: number
  blur: boolean
  grey: boolean
  /** Quality of the JPEG. */
  quality: number
}

export function wearOf(random: Random): Wear {
  return {
    dpi: random.pick([150, 200, 300]),
    rotation: random.chance(0.8) ? (random.next() - 0.5) * 3 : 0,
    noise: random.pick([0, 4, 8, 14]),
    shading: random.pick([0, 0.1, 0.2, 0.35]),
    scratches: random.pick([0, 0, 6, 15]),
    stamp: random.chance(0.35),
    border: random.pick([0, 0, 0.08, 0.25]),
    blur: random.chance(0.3),
    grey: random.chance(0.5),
    quality: random.int(50, 70),
  }
}

/** The page as it lies in the archive, before it is compressed. */
export function degrade(page: Picture, wear: Wear, random: Random): Picture {
  const marked = {...page, data: Uint8Array.from(page.data)}
  if (wear.stamp) stamp(marked, wear.dpi, random)
  for (let i = 0; i < wear.scratches; i++) scratch(marked, wear.dpi, random)
  const turned = wear.rotation === 0 ? marked : rotate(marked, wear.rotation)
  if (wear.blur) blur(turned)
  light(turned, wear, random)
  if (wear.border > 0) edges(turned, Math.round(wear.border * wear.dpi), random)
  return turned
}

/** A round seal over any part of the page: a ring, a star and letters around, in red ink that lets print through. */
function stamp({width, height, data}: Picture, dpi: number, random: Random): void {
  const radius = dpi * 0.8
  const [cx, cy] = [width * (0.25 + 0.5 * random.next()), height * (0.2 + 0.7 * random.next())]
  const thickness = dpi * 0.04
  for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(height, cy + radius); y++) {
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++) {
      const distance = Math.hypot(x - cx, y - cy)
      const angle = Math.atan2(y - cy, x - cx)
      const ring = Math.abs(distance - radius + thickness) < thickness / 2
      const star = distance < dpi * 0.22 * (0.6 + 0.4 * Math.cos(5 * (angle + Math.PI / 2)))
      const letters = Math.abs(distance - radius * 0.75) < dpi * 0.07 && Math.sin(angle * 14) > 0.35
      if (!ring && !star && !letters) continue
      const at = (y * width + x) * 3
      data[at] = Math.min(data[at]!, 225)
      data[at + 1] = Math.min(data[at + 1]!, 45)
      data[at + 2] = Math.min(data[at + 2]!, 50)
    }
  }
}

/** A thin white line, level or upright, as a dirty roller leaves. */
function scratch({width, height, data}: Picture, dpi: number, random: Random): void {
  const thickness = Math.max(1, Math.round(dpi / 150))
  const length = Math.round(dpi * (0.2 + 0.8 * random.next()))
  const level = random.chance(0.5)
  const [x0, y0] = [random.int(0, width - 1), random.int(0, height - 1)]
  for (let along = 0; along < length; along++) {
    for (let across = 0; across < thickness; across++) {
      const x = level ? x0 + along : x0 + across
      const y = level ? y0 + across : y0 + along
      if (x < width && y < height) data.fill(250, (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  }
}

function rotate({width, height, data}: Picture, degrees: number): Picture {
  const out = new Uint8Array(data.length).fill(255)
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const [sx, sy] = [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos]
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)]
      if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) continue
      const [fx, fy] = [sx - x0, sy - y0]
      const from = (y0 * width + x0) * 3
      for (let c = 0; c < 3; c++) {
        const above = data[from + c]! * (1 - fx) + data[from + 3 + c]! * fx
        const below = data[from + width * 3 + c]! * (1 - fx) + data[from + width * 3 + 3 + c]! * fx
        out[(y * width + x) * 3 + c] = above * (1 - fy) + below * fy
      }
    }
  }
  return {width, height, data: out}
}

function blur({width, height, data}: Picture): void {
  const source = Uint8Array.from(data)
  for (let y = 1; y < height - 1; y++) {
    for (let i = (y * width + 1) * 3; i < (y * width + width - 1) * 3; i++) {
      const beside = source[i - 3]! + source[i + 3]! + source[i - width * 3]! + source[i + width * 3]!
      data[i] = (4 * source[i]! + beside) / 8
    }
  }
}

function light({width, height, data}: Picture, {shading, noise, grey}: Wear, random: Random): void {
  const [right, down] = [random.chance(0.5), random.chance(0.5)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = ((right ? x / width : 1 - x / width) + (down ? y / height : 1 - y / height)) / 2
      const lit = 1 - shading * far
      // The sum of a few even draws is near enough to a normal one.
      const grain = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * 2 * noise
      const at = (y * width + x) * 3
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!]
      const luma = 0.299 * r + 0.587 * g + 0.114 * b
      for (let c = 0; c < 3; c++) {
        const value = (grey ? luma : data[at + c]!) * lit + grain
        data[at + c] = Math.max(0, Math.min(255, Math.round(value)))
      }
    }
  }
}

/** Ragged black bands on some sides. */
function edges({width, height, data}: Picture, thickness: number, random: Random): void {
  for (const side of [0, 1, 2, 3]) {
    if (random.chance(0.4)) continue
    const length = side % 2 === 0 ? width : height
    let depth = thickness * random.next()
    for (let along = 0; along < length; along++) {
      depth = Math.max(0, Math.min(thickness, depth + (random.next() - 0.5) * 2))
      for (let across = 0; across < depth; across++) {
        const x = side % 2 === 0 ? along : side === 1 ? across : width - 1 - across
        const y = side % 2 === 1 ? along : side === 0 ? across : height - 1 - across
        data.fill(20, (y * width + x) * 3, (y * width + x) * 3 + 3)
      }
    }
  }
}
