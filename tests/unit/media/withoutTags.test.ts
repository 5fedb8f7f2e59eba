// What a clip or a sound says beside its content does not leave the house.
import { expect, it } from 'vitest'
import { probe } from '../../../src/media/probe.ts'
import { withoutTags } from '../../../src/media/withoutTags.ts'
import { clip } from '../../helpers/files.ts'

const box = (type: string, ...contents: (Buffer | string)[]) => {
  const content = Buffer.concat(contents.map((one) => Buffer.from(one as string, 'latin1')))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

it('blanks the place that a telephone writes into a clip, which plays as before', async () => {
  const plain = await clip({ seconds: 2, isIndexLast: true })
  const place = box('udta', box('\u00a9xyz', '+21.5928+105.8442/'))
  // behind all other boxes, so that nothing is moved
  const at = plain.lastIndexOf('moov') - 4
  const size = plain.readUInt32BE(at)
  expect(at + size).toBe(plain.length)
  const told = Buffer.concat([plain, place, box('uuid', '0123456789abcdef', '<x:xmpmeta>Thái Nguyên')])
  told.writeUInt32BE(size + place.length, at)
  const kept = withoutTags(told, 'video/mp4')
  expect(kept.length).toBe(told.length)
  expect(kept.toString('latin1')).not.toMatch(/21\.5928|xmpmeta/)
  expect(told.toString('latin1')).toMatch(/21\.5928/)
  expect(await probe(kept)).toEqual(await probe(told))
  expect(await probe(kept)).toMatchObject({ is: 'video', seconds: 2 })
})

it('blanks the names in an MP3, which plays as before', async () => {
  // MPEG 1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9000)
  const sound = Buffer.concat(Array.from({ length: 80 }, () => frame))
  const text = Buffer.from('\u0000Nguyen Van A', 'latin1')
  const artist = Buffer.concat([Buffer.from('TPE1'), Buffer.from([0, 0, 0, text.length, 0, 0]), text])
  const id3 = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0, 0, 0, 0, artist.length]), artist])
  const last = Buffer.alloc(128)
  last.write('TAGBan tin cua Nguyen Van A')
  const told = Buffer.concat([id3, sound, last])
  const kept = withoutTags(told, 'audio/mpeg')
  expect([kept.length, kept.includes('Nguyen')]).toEqual([told.length, false])
  expect(kept.indexOf(sound)).toBe(id3.length)
  expect(await probe(kept)).toEqual(await probe(told))
  expect(await probe(kept)).toMatchObject({ mimeType: 'audio/mpeg', seconds: expect.any(Number) })
})
