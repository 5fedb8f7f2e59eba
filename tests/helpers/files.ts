// Files as people upload them, made by code: sound, clips, pictures.
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import { RATE, wavOf } from '../../seed/demo/wav.ts'
import type { Loa } from './loa.ts'

/** A tone as a WAV file. */
export const wav = (seconds: number, pitch = 440): Buffer =>
  wavOf(
    Uint8Array.from(
      { length: Math.round(seconds * RATE) },
      (_, n) => 128 + 60 * Math.sin((2 * Math.PI * pitch * n) / RATE),
    ),
  )

/** A clip whose container is true and whose pictures are noise: enough to be looked into, not to be watched. */
export const clip = async ({
  seconds,
  width = 640,
  height = 360,
  type = 'mp4',
  isIndexLast = false,
}: {
  seconds: number
  width?: number
  height?: number
  type?: 'mp4' | 'webm'
  /** As a telephone writes it: what is where comes after the pictures. */
  isIndexLast?: boolean
}): Promise<Buffer> => {
  const target = new BufferTarget()
  const output = new Output({
    format:
      type === 'mp4' ? new Mp4OutputFormat(isIndexLast ? { fastStart: false } : {}) : new WebMOutputFormat(),
    target,
  })
  const source = new EncodedVideoPacketSource('vp9')
  output.addVideoTrack(source)
  await output.start()
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: width, codedHeight: height }
  for (let n = 0; n < seconds * 25; n += 1)
    await source.add(
      new EncodedPacket(new Uint8Array(100).fill(n), n % 25 === 0 ? 'key' : 'delta', n / 25, 1 / 25),
      n === 0 ? { decoderConfig } : undefined,
    )
  await output.finalize()
  return Buffer.from(target.buffer as ArrayBuffer)
}

/** Uploads to the library as a browser does. */
export const upload = async (
  loa: Loa,
  {
    as,
    bytes,
    name,
    type = 'application/octet-stream',
    fields = { alt: 'Tệp thử' },
    id,
  }: { as: string; bytes: Uint8Array; name: string; type?: string; fields?: object; id?: string },
) => {
  const { handleEndpoints } = await import('payload')
  const form = new FormData()
  form.set('_payload', JSON.stringify(fields))
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }))
  const response = await handleEndpoints({
    config: loa.config,
    request: new Request(`http://localhost:3000/api/media${id ? `/${id}` : ''}`, {
      method: id ? 'PATCH' : 'POST',
      headers: { authorization: `JWT ${as}` },
      body: form,
    }),
  })
  return { status: response.status, body: (await response.json()) as any }
}

/** A printer's file, as small as one can be that is taken for one. */
export const printable = (): Buffer =>
  Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n',
  )
