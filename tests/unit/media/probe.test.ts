// What a file is, told by its content to its end.
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { probe } from '../../../src/media/probe.ts'
import { clip, wav } from '../../helpers/files.ts'

describe('a file', () => {
  it('is told by its content, with its real length and size', async () => {
    expect(await probe(wav(3))).toMatchObject({
      is: 'audio',
      mimeType: 'audio/wav',
      extension: 'wav',
      seconds: 3,
    })
    for (const type of ['mp4', 'webm'] as const)
      expect(await probe(await clip({ seconds: 2, width: 320, height: 180, type }))).toMatchObject({
        is: 'video',
        mimeType: `video/${type}`,
        width: 320,
        height: 180,
        seconds: 2,
      })
    const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    expect(await probe(png)).toMatchObject({ is: 'picture', width: 30, height: 20 })
  })

  it('that was cut off is not taken', async () => {
    const jpeg = await sharp({
      create: {
        width: 600,
        height: 400,
        channels: 3,
        background: '#123456',
        noise: { type: 'gaussian', mean: 120, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer()
    const whole = {
      jpeg,
      wav: wav(3),
      mp4: await clip({ seconds: 3 }),
      webm: await clip({ seconds: 3, type: 'webm' }),
    }
    for (const [name, bytes] of Object.entries(whole)) {
      expect({ name, found: 'unfit' in (await probe(bytes)) }).toEqual({ name, found: false })
      for (const share of [0.3, 0.6, 0.9]) {
        const found = await probe(bytes.subarray(0, Math.floor(bytes.length * share)))
        expect({ name, share, found }).toMatchObject({
          name,
          share,
          found: { unfit: expect.stringMatching(/brokenFile|unknownFile/) },
        })
      }
    }
  })

  it('that is something else is not taken', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.from('<h1>x</h1>'),
      Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000 not a sound'),
      Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64'),
      Buffer.from('%PDF-1.7 half a'),
      Buffer.concat([wav(0.5).subarray(0, 44)]),
    ])
      expect(await probe(bytes)).toMatchObject({ unfit: expect.any(String) })
  })
})
