// What changed of an item: the newest text beside the one that is live, or beside the one approved last.
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import { diffWordsWithSpace } from 'diff'
import type { PayloadRequest } from 'payload'
import { idOf } from '../../access/roles.ts'
import { contentOf } from '../../approval/revision.ts'
import type { Fact, Part, Passage } from './types.ts'

type Doc = Record<string, unknown>

/** What the newest text is compared with. */
export const SIDES = ['live', 'approved'] as const
export type Side = (typeof SIDES)[number]

/** One comparison, ready to be shown. `before` is null where there is nothing to compare with. */
export type Comparison = {
  with: Side
  before: { at: string } | null
  after: { at: string; stage: string; revision: string }
  /** Title, summary and text, word by word. */
  passages: Passage[]
  /** What else is different: outlets, time, line and so on, in the words of people. */
  facts: Fact[]
}

/**
 * Compares for somebody who may read the item, and its versions.
 * @returns the comparison that was asked for; without a wish that with the text approved last
 */
export const comparisonOf = async ({
  req,
  id,
  side,
}: {
  req: PayloadRequest
  id: string
  side: Side
}): Promise<Comparison> => {
  const after = (await req.payload.findByID({
    collection: 'items',
    id,
    depth: 1,
    draft: true,
    trash: true,
    overrideAccess: false,
    req,
  })) as unknown as Doc
  const before = side === 'live' ? await liveDoc({ req, id, after }) : await approvedDoc({ req, id, after })
  return {
    with: side,
    before: before ? { at: String(before.updatedAt) } : null,
    after: { at: String(after.updatedAt), stage: String(after.stage), revision: String(after.revision) },
    passages: TEXTS.map((name) => ({
      name,
      parts: partsOf({ before: before && textIn(before, name), after: textIn(after, name) }),
    })),
    facts: before
      ? FACTS.map((name) => ({ name, before: wordsOf(before[name]), after: wordsOf(after[name]) })).filter(
          (one) => one.before !== one.after,
        )
      : [],
  }
}

const TEXTS = ['title', 'summary', 'body'] as const
const FACTS = [
  'kind',
  'publishAt',
  'outlets',
  'line',
  'task',
  'themes',
  'event',
  'byline',
  'priority',
  'changeNote',
] as const

/** The document as portals have it; null while it is not live. */
const liveDoc = async ({ req, id, after }: { req: PayloadRequest; id: string; after: Doc }) => {
  if (!after.live) return null
  return (await req.payload.findByID({
    collection: 'items',
    id,
    depth: 1,
    draft: false,
    overrideAccess: false,
    req,
  })) as unknown as Doc
}

/** The version whose content was approved before this one; null when none was. */
const approvedDoc = async ({ req, id, after }: { req: PayloadRequest; id: string; after: Doc }) => {
  const { docs } = await req.payload.findVersions({
    collection: 'items',
    where: {
      and: [
        { parent: { equals: id } },
        { 'version.stage': { in: ['approved', 'scheduled', 'published'] } },
        { createdAt: { less_than: String(after.updatedAt) } },
      ],
    },
    sort: '-createdAt',
    limit: 20,
    pagination: false,
    depth: 1,
    overrideAccess: false,
    req,
  })
  const now = contentOf(String(after.revision))
  const found = docs
    .map(({ version, updatedAt }) => ({ ...(version as unknown as Doc), updatedAt }) as Doc)
    .find(({ revision }) => contentOf(String(revision)) !== now)
  return found ?? null
}

const partsOf = ({ before, after }: { before: string | null; after: string }): Part[] => {
  if (before === null) return after ? [{ is: 'same', text: after }] : []
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

const textIn = (doc: Doc, name: string): string => {
  const value = doc[name]
  if (!value) return ''
  if (typeof value === 'string') return value
  return convertLexicalToPlaintext({
    data: value as Parameters<typeof convertLexicalToPlaintext>[0]['data'],
  }).trim()
}

/** What a person calls it; a relation that the reader may not see stays its identifier. */
const wordsOf = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(wordsOf).join(' · ')
  if (typeof value === 'object') {
    const { title, name } = value as { title?: string; name?: string }
    return title ?? name ?? idOf(value) ?? null
  }
  return String(value)
}
