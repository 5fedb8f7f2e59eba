// A station call of three notes: the sample recording of a bulletin, made here so that no file is carried along.

const RATE = 8000
const NOTES = [523.25, 659.25, 783.99]

/** A WAV file (8 bits, 8000 samples a second) of so many seconds. */
export const makeChime = (seconds: number): Buffer => {
  const samples = Math.round(seconds * RATE)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  // PCM, one channel
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples, 40)
  const noteLength = samples / NOTES.length
  return Buffer.concat([
    header,
    Uint8Array.from({ length: samples }, (_, n) => {
      const since = n % noteLength
      const pitch = NOTES[Math.min(NOTES.length - 1, Math.floor(n / noteLength))] ?? 0
      const loudness = 90 * Math.exp((-3 * since) / noteLength) * Math.min(1, since / 80)
      return Math.round(128 + loudness * Math.sin((2 * Math.PI * pitch * since) / RATE))
    }),
  ])
}
