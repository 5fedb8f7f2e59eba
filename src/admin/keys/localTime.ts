/** A moment as an input of type `datetime-local` writes it, by the reader's own clock: `2026-11-24T21:30`. */
export const localTime = (at: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}
