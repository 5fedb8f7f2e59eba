// The kit for whoever edits by himself: the text as it is, pictures in print size, programme, sources and contact.
import { idOf } from '../access/roles.ts'
import { say } from '../i18n/index.ts'
import type { Channel, OnChannel, Placed } from './interface.ts'
import { sourcesOn } from './sources.ts'

const picturesOf = (doc: Record<string, unknown>): string[] =>
  [doc.cover, doc.attachments].flat().flatMap((one) => idOf(one) ?? [])

export const readyKit = {
  filesOf: ({ doc }) => picturesOf(doc),
  kit: ({ req, doc, text, files, sources, outlet }: OnChannel & { outlet: Placed }) => {
    const { programme, citations } = sourcesOn({ sources, outlet: outlet.id })
    const { contact } = (doc.press ?? {}) as { contact?: unknown }
    const named = (name: string, value: unknown) => (value ? `${say(req, name)}: ${value}` : '')
    const parts = [
      doc.title,
      doc.summary,
      text,
      named('items.programme', programme?.title),
      named('items.citations', citations?.map(({ number, title }) => `${number} (${title})`).join('; ')),
      named('press.contact', contact),
    ]
    const pictures = picturesOf(doc).flatMap((id) => files.get(id) ?? [])
    return {
      text: parts
        .map((one) => String(one ?? '').trim())
        .filter(Boolean)
        .join('\n\n'),
      files: pictures.map(({ filename, renditions }) => renditions.print?.filename ?? filename),
      captions: pictures.map(
        ({ filename, renditions, alt, credit }) =>
          `${renditions.print?.filename ?? filename}: ${[alt, credit].filter(Boolean).join(' · ')}`,
      ),
    }
  },
} satisfies Pick<Channel, 'filesOf' | 'kit'>
