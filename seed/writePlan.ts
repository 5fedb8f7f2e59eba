// A plan as it stands, as a file that loads back unchanged: the same order and the same words each time.
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { stringify } from 'yaml'
import { isDayField } from './planChange.ts'
import { entrySchemas, type PlanList, planFileSchema } from './planFile.ts'

type Doc = Record<string, unknown> & { id: string | number; code: string }
type Entry = Record<string, unknown>

/**
 * The plan of this code as YAML, with all organisations and outlets; what only the database knows (identifiers, times
 * of change) is left out. What a field does not have is no key of the file.
 * @returns null when there is no such plan, or it may not be read
 */
export const writePlan = async ({
  req,
  code,
}: {
  req: PayloadRequest
  code: string
}): Promise<string | null> => {
  const read = async (collection: CollectionSlug, where?: Where): Promise<Doc[]> => {
    const docs: Doc[] = []
    for (let page: number | null | undefined = 1; page; ) {
      const found = await req.payload.find({
        collection,
        where,
        limit: PAGE,
        page,
        sort: 'code',
        depth: 0,
        overrideAccess: false,
        req,
      })
      docs.push(...(found.docs as unknown as Doc[]))
      page = found.nextPage as number | null | undefined
    }
    return docs.sort((a, b) => (a.code < b.code ? -1 : 1))
  }
  const [plan] = await read('plans', { code: { equals: code } })
  if (!plan) return null
  const ofPlan = { plan: { equals: plan.id } }
  const lists: Record<PlanList, Doc[]> = {
    organizations: await read('organizations'),
    outlets: await read('outlets'),
    themes: await read('themes', ofPlan),
    tasks: await read('tasks', ofPlan),
    lines: await read('lines', ofPlan),
    quotas: await read('quotas', ofPlan),
    events: (await read('events', ofPlan)).sort((a, b) =>
      String(a.startsAt).localeCompare(String(b.startsAt)),
    ),
  }
  const codes = new Map(
    Object.values(lists).flatMap((docs) => docs.map((doc) => [doc.id, doc.code] as const)),
  )
  const timeZone = String(plan.timeZone)
  const entry = (keys: string[], doc: Doc): Entry =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = written({ key, value: doc[key], codes, timeZone })
        return value === undefined ? [] : [[key, value]]
      }),
    )
  const file = {
    plan: entry(Object.keys(planFileSchema.shape.plan.shape), plan),
    ...Object.fromEntries(
      (Object.keys(lists) as PlanList[]).map((list) => [
        list,
        lists[list].map((doc) => entry(Object.keys(entrySchemas[list].shape), doc)),
      ]),
    ),
  }
  return stringify(file, { lineWidth: 110 })
}

const PAGE = 500

/** Lists that a file has to name though they are empty. */
const NAMED_EMPTY = new Set(['parts', 'per'])

const written = ({
  key,
  value,
  codes,
  timeZone,
}: {
  key: string
  value: unknown
  codes: Map<string | number, string>
  timeZone: string
}): unknown => {
  if (key === 'parts') return ((value ?? []) as { title: string }[]).map(({ title }) => ({ title }))
  if (Array.isArray(value) && (value.length > 0 || NAMED_EMPTY.has(key)))
    return value.map((one) => codes.get(one as string) ?? one)
  if (key === 'per') return []
  if (value === null || value === undefined || value === '' || Array.isArray(value)) return undefined
  // false is what it is without
  if (key === 'needsSecondApproval' || key === 'requiresCitation') return value || undefined
  if (isDayField(key)) return String(value).slice(0, 10)
  if (key.endsWith('At')) return momentIn({ instant: new Date(String(value)), timeZone })
  return codes.get(value as string) ?? value
}

const momentIn = ({ instant, timeZone }: { instant: Date; timeZone: string }) =>
  format(
    new TZDate(instant.getTime(), timeZone),
    instant.getMilliseconds() ? "yyyy-MM-dd'T'HH:mm:ss.SSSxxx" : "yyyy-MM-dd'T'HH:mm:ssxxx",
  )
