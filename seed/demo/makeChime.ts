// A station call of three notes: the sample recording of a bulletin, made here so that no file is carried along.
import { RATE, wavOf } from './wav.ts'

const NOTES = [523.25, 659.25, 783.99]

/** A WAV file of so many seconds. */
export const makeChime = (seconds: number): Buffer => {
  const length = Math.round(seconds * RATE)
  const noteLength = length / NOTES.length
  return wavOf(
    Uint8Array.from({ length }, (_, n) => {
      const since = n % noteLength
      const pitch = NOTES[Math.min(NOTES.length - 1, Math.floor(n / noteLength))] ?? 0
      const loudness = 90 * Math.exp((-3 * since) / noteLength) * Math.min(1, since / 80)
      return Math.round(128 + loudness * Math.sin((2 * Math.PI * pitch * since) / RATE))
    }),
  )
}
