// A reader whose answers leave a trace: which editions a subscriber was sent. For the forms that are made of texts;
// pages of bytes know their editions themselves.
import type { Reader } from '../reading.ts'
import type { Recorder } from './recorder.ts'

/** The same reader; pages and single items are noted. */
export const recordedReader = ({ reader, recorder }: { reader: Reader; recorder: Recorder }): Reader => {
  const note = (subscriber: { id: string | number }, bodies: string[]) =>
    recorder.noteFetched({ subscriber: String(subscriber.id), editions: bodies.flatMap(editionIn) })
  return {
    ...reader,
    pageOf: async (args) => {
      const page = await reader.pageOf(args)
      note(args.subscriber, page.bodies)
      return page
    },
    bodyOf: async (args) => {
      const body = await reader.bodyOf(args)
      note(args.subscriber, [body])
      return body
    },
  }
}

// The text begins with `{"id":…,"edition":…,`: see `rowOf` in store/appendEditions. Searched for, because a regular
// expression takes several times as long, and this is done for every item of every page.
const editionIn = (body: string): number[] => {
  const start = body.indexOf(MARK)
  const edition =
    start < 0 ? Number.NaN : Number.parseInt(body.slice(start + MARK.length, start + MARK.length + 12), 10)
  return Number.isInteger(edition) ? [edition] : []
}

const MARK = ',"edition":'
