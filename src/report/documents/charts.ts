// Charts as shapes, which the screen, the DOCX and the PDF each draw in their own way. Series are told apart by
// pattern and every bar carries its number, so that a photocopy can be read.

export type Fill = 'solid' | 'hatch'

/** Lengths in units of the drawing; `y` of a text is its baseline. */
export type Shape =
  | { type: 'bar'; x: number; y: number; width: number; height: number; fill: Fill }
  | { type: 'line'; x1: number; y1: number; x2: number; y2: number }
  | { type: 'text'; x: number; y: number; text: string; size: number; anchor: 'start' | 'middle' | 'end' }

export type Drawing = { width: number; height: number; shapes: Shape[] }

export type Chart = {
  labels: string[]
  /** One number for each label. */
  series: { name: string; fill: Fill; values: number[] }[]
}

type Args = Chart & { number: (value: number) => string }

const WIDTH = 480
const SIZE = 10
const BAR = 11
const LABEL_WIDTH = 150
const COLUMN_HEIGHT = 130

/** Lying bars, for long names: a group for each label. */
export const barChart = ({ labels, series, number }: Args): Drawing => {
  const shapes: Shape[] = []
  const most = highest(series)
  const room = WIDTH - LABEL_WIDTH - 40
  let y = legend({ series, shapes })
  const top = y
  labels.forEach((label, at) => {
    const lines = broken(label)
    const height = Math.max(series.length * BAR, lines.length * (SIZE + 2)) + 8
    lines.forEach((text, line) => {
      const middle = y + height / 2 + SIZE * 0.35
      shapes.push({
        type: 'text',
        x: LABEL_WIDTH - 6,
        y: middle + (line - (lines.length - 1) / 2) * (SIZE + 2),
        text,
        size: SIZE,
        anchor: 'end',
      })
    })
    series.forEach(({ fill, values }, row) => {
      const value = values[at] ?? 0
      const width = (value / most) * room
      const barY = y + (height - series.length * BAR) / 2 + row * BAR
      if (width > 0) shapes.push({ type: 'bar', x: LABEL_WIDTH, y: barY, width, height: BAR - 2, fill })
      const text = number(value)
      shapes.push({
        type: 'text',
        x: LABEL_WIDTH + width + 4,
        y: barY + BAR - 3,
        text,
        size: SIZE - 1,
        anchor: 'start',
      })
    })
    y += height
  })
  shapes.push({ type: 'line', x1: LABEL_WIDTH, y1: top, x2: LABEL_WIDTH, y2: y })
  return { width: WIDTH, height: y + 4, shapes }
}

/** Standing columns, for months: a group for each label. */
export const columnChart = ({ labels, series, number }: Args): Drawing => {
  const shapes: Shape[] = []
  const most = highest(series)
  const top = legend({ series, shapes }) + SIZE + 4
  const base = top + COLUMN_HEIGHT
  const group = WIDTH / Math.max(labels.length, 1)
  const bar = Math.min(28, (group * 0.86) / series.length)
  // numbers of many columns side by side need smaller type
  const size = Math.max(6, Math.min(SIZE - 1, bar * 0.75))
  labels.forEach((label, at) => {
    const left = group * at + (group - bar * series.length) / 2
    series.forEach(({ fill, values }, column) => {
      const value = values[at] ?? 0
      const height = (value / most) * COLUMN_HEIGHT
      const x = left + column * bar
      if (height > 0) shapes.push({ type: 'bar', x, y: base - height, width: bar - 1, height, fill })
      shapes.push({
        type: 'text',
        x: x + (bar - 1) / 2,
        y: base - height - 3,
        text: number(value),
        size,
        anchor: 'middle',
      })
    })
    shapes.push({
      type: 'text',
      x: group * (at + 0.5),
      y: base + SIZE + 3,
      text: label,
      size: labels.length > 10 ? 7.5 : SIZE - 1,
      anchor: 'middle',
    })
  })
  shapes.push({ type: 'line', x1: 0, y1: base, x2: WIDTH, y2: base })
  return { width: WIDTH, height: base + SIZE + 8, shapes }
}

/** What each pattern means, at the head of the drawing. @returns where the chart may begin */
const legend = ({ series, shapes }: Pick<Chart, 'series'> & { shapes: Shape[] }): number => {
  let x = 0
  for (const { name, fill } of series) {
    shapes.push({ type: 'bar', x, y: 2, width: 18, height: 9, fill })
    shapes.push({ type: 'text', x: x + 23, y: 10.5, text: name, size: SIZE, anchor: 'start' })
    x += 23 + name.length * SIZE * 0.5 + 20
  }
  return 20
}

const highest = (series: Chart['series']) => Math.max(1, ...series.flatMap(({ values }) => values))

/** A label in lines of about the room that there is, three at most. */
const broken = (label: string): string[] => {
  const most = Math.floor(LABEL_WIDTH / (SIZE * 0.48))
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]}…`]
}
