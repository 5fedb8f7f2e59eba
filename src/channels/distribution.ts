// The distribution list of what is printed, as an editor writes it: a unit a line, `Định Hóa: 500`.

/** How many copies a unit is to have. */
export type Share = { unit: string; copies: number }

/** Whether every line names a unit and its copies; an empty list does. */
export const isDistribution = (list: unknown): boolean => linesIn(list).every((line) => LINE.test(line))

/** The lines of a list in their order, without those that cannot be read. */
export const copiesIn = (list: unknown): Share[] =>
  linesIn(list).flatMap((line) => {
    const { unit, copies } = LINE.exec(line)?.groups ?? {}
    return unit && copies ? [{ unit, copies: Number(copies) }] : []
  })

const linesIn = (list: unknown): string[] =>
  String(list ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const LINE = /^(?<unit>.+?)\s*:\s*(?<copies>[1-9]\d{0,6})$/
