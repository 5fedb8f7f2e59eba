// What the covers are drawn with: shapes as SVG text.

/** #rrggbb: sky top and bottom, hills far to near. */
export type Colours = {
  sky: [string, string]
  hills: [string, string, string]
  accent: string
  light: string
}
export type Point = [number, number]

export const around = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

export const circle = (x: number, y: number, r: number, style: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" ${style}/>`

export const box = (x: number, y: number, w: number, h: number, r: number, style: string): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" ${style}/>`

export const fill = (colour: string, opacity = 1): string =>
  `fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}`

export const stroke = (colour: string, width: number, opacity = 1): string =>
  `fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` stroke-opacity="${opacity}"` : ''}`

export const path = (d: string, style: string): string => `<path d="${d}" ${style}/>`

export const sun = (x: number, y: number, r: number, colour: string): string =>
  [
    circle(x, y, r * 2.1, fill(colour, 0.12)),
    circle(x, y, r * 1.5, fill(colour, 0.18)),
    circle(x, y, r, fill(colour, 0.92)),
  ].join('')

/** Height of a ridge at `x`: two waves, so that no hill repeats within the picture. */
const ridgeAt = ({ y, rise, turn }: { y: number; rise: number; turn: number }, x: number): number =>
  y - rise * (0.6 * Math.sin(x / 230 + turn) + 0.4 * Math.sin(x / 97 + turn * 2.3))

export const ridge = (shape: { y: number; rise: number; turn: number }, style: string): string => {
  const points = around(81).map((index): Point => [index * 20, ridgeAt(shape, index * 20)])
  const line = points.map(([x, y]) => `${x} ${y.toFixed(1)}`).join(' L')
  return path(`M0 900 L${line} L1600 900 Z`, style)
}

export const far = { y: 520, rise: 80, turn: 0.4 }
export const middle = { y: 620, rise: 60, turn: 2.2 }
const near = { y: 760, rise: 42, turn: 4.1 }

export const hills = ({ hills: [a, b, c] }: Colours): string =>
  [ridge(far, fill(a)), ridge(middle, fill(b)), ridge(near, fill(c))].join('')

export const stars = (colour: string): string =>
  around(46)
    .map((n) =>
      circle((n * 389) % 1600, 30 + ((n * 173) % 380), 1.5 + (n % 3), fill(colour, 0.35 + (n % 4) * 0.14)),
    )
    .join('')

export const birds = (colour: string): string =>
  [
    [1080, 190],
    [1150, 230],
    [1020, 250],
  ]
    .map(([x = 0, y = 0]) => path(`M${x} ${y} q16 -18 30 0 q14 -18 30 0`, stroke(colour, 5, 0.7)))
    .join('')

export const tree = (x: number, y: number, size: number, colour: string): string =>
  path(
    `M${x} ${y} q${-size * 0.5} ${-size * 0.5} 0 ${-size * 1.6} q${size * 0.5} ${size * 1.1} 0 ${size * 1.6} Z`,
    fill(colour),
  )

/** A house on stilts, as in the villages of the highlands. */
export const house = (
  x: number,
  y: number,
  s: number,
  { roof, wall, lamp }: { roof: string; wall: string; lamp: string },
) =>
  [
    ...[-52, -18, 18, 52].map((dx) => box(x + dx * s - 3 * s, y - 34 * s, 6 * s, 36 * s, 0, fill(wall))),
    box(x - 62 * s, y - 78 * s, 124 * s, 46 * s, 3 * s, fill(wall)),
    box(x - 14 * s, y - 70 * s, 28 * s, 26 * s, 2 * s, fill(lamp)),
    path(
      `M${x - 88 * s} ${y - 72 * s} L${x - 44 * s} ${y - 132 * s} H${x + 44 * s} L${x + 88 * s} ${y - 72 * s} Z`,
      fill(roof),
    ),
  ].join('')

export const waves = ({
  x,
  y,
  from,
  step,
  count,
  colour,
}: {
  x: number
  y: number
  from: number
  step: number
  count: number
  colour: string
}) =>
  around(count)
    .map((n) => {
      const r = from + n * step
      const dx = r * Math.cos(Math.PI / 5)
      const dy = r * Math.sin(Math.PI / 5)
      const style = stroke(colour, 11 - n, 0.95 - n * 0.16)
      return (
        path(`M${x + dx} ${y - dy} A${r} ${r} 0 0 1 ${x + dx} ${y + dy}`, style) +
        path(`M${x - dx} ${y - dy} A${r} ${r} 0 0 0 ${x - dx} ${y + dy}`, style)
      )
    })
    .join('')

export const tick = (x: number, y: number, s: number, colour: string): string =>
  path(`M${x - 10 * s} ${y} l${8 * s} ${8 * s} l${14 * s} ${-17 * s}`, stroke(colour, 6 * s))

export const pin = (x: number, y: number, s: number, colour: string, hole: string): string =>
  [
    `<ellipse cx="${x}" cy="${y}" rx="${20 * s}" ry="${7 * s}" ${fill('#000000', 0.16)}/>`,
    path(
      `M${x} ${y} C${x - 18 * s} ${y - 34 * s} ${x - 38 * s} ${y - 46 * s} ${x - 38 * s} ${y - 74 * s} a${38 * s} ${38 * s} 0 0 1 ${76 * s} 0 C${x + 38 * s} ${y - 46 * s} ${x + 18 * s} ${y - 34 * s} ${x} ${y} Z`,
      fill(colour),
    ),
    circle(x, y - 74 * s, 15 * s, fill(hole)),
  ].join('')

export const shadow = (x: number, y: number, w: number, h: number, r: number): string =>
  box(x + 14, y + 20, w, h, r, fill('#000000', 0.14))
