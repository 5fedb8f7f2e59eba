import type { PayloadRequest } from 'payload'
import { idOf } from '../../access/roles.ts'
import { say } from '../../i18n/index.ts'
import type { Item } from '../../payload-types.ts'
import type { ForeseenSlot } from '../../quota/index.ts'
import { periodInWords } from '../../quota/refusal.ts'
import type { PlanNames } from '../plan/readPlan.ts'
import { agoInWords } from './agoInWords.ts'
import { Card, Empty, Entry } from './Card.tsx'
import { itemAddress, stageAddress } from './itemAddress.ts'

/** What waits for this approver, with what saying yes would take. */
export const WaitingCard = ({
  req,
  items,
  total,
  slots,
  submitted,
  names,
  now,
}: {
  req: PayloadRequest
  items: Item[]
  total: number
  slots: Map<string, ForeseenSlot[]>
  submitted: Map<string, string>
  names: PlanNames
  now: Date
}) => (
  <Card about={total} id="waiting" title={say(req, 'home.waiting.heading')}>
    {items.length === 0 ? (
      <Empty help={say(req, 'home.waiting.emptyHelp')} title={say(req, 'home.waiting.empty')} />
    ) : (
      <ul>
        {items.map((item) => (
          <Entry
            action={{
              href: itemAddress(req, item.id),
              words: say(req, item.kind === 'radio' ? 'home.waiting.listen' : 'home.waiting.open'),
              isPrimary: true,
              about: item.title,
            }}
            badge={badgeOf({ req, item })}
            key={item.id}
            title={item.title}
          >
            <p>{aboutOf({ req, item, names, sentAt: submitted.get(item.id), now })}</p>
            <Slots req={req} slots={slots.get(item.id) ?? []} />
          </Entry>
        ))}
      </ul>
    )}
    {total > items.length ? (
      <p className="loa-home__more">
        <a className="loa-link" href={stageAddress(req, 'submitted')}>
          {say(req, 'home.more', { count: total })}
        </a>
      </p>
    ) : null}
  </Card>
)

const badgeOf = ({ req, item }: { req: PayloadRequest; item: Item }): string | undefined => {
  const badges = [
    ...(item.priority === 'urgent' ? [say(req, 'home.waiting.urgent')] : []),
    ...(item.live ? [say(req, 'home.waiting.correction')] : []),
  ]
  return badges.length > 0 ? badges.join(' · ') : undefined
}

/** `Bài · T2 · Báo Thái Nguyên, Cổng TTĐT tỉnh · gửi 40 phút trước`. */
const aboutOf = ({
  req,
  item,
  names,
  sentAt,
  now,
}: {
  req: PayloadRequest
  item: Item
  names: PlanNames
  sentAt?: string
  now: Date
}): string => {
  const outlets = (item.outlets ?? []).flatMap(
    (one) => names.outlets.find(({ id }) => id === idOf(one))?.name ?? [],
  )
  const task = names.tasks.find(({ id }) => id === idOf(item.task))?.code
  return [
    say(req, `items.kindOptions.${item.kind}`),
    task,
    outlets.length > MOST
      ? `${outlets.slice(0, MOST).join(', ')} +${outlets.length - MOST}`
      : outlets.join(', '),
    sentAt && say(req, 'home.waiting.sent', { when: agoInWords({ req, instant: sentAt, now }) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

const MOST = 3

const Slots = ({ req, slots }: { req: PayloadRequest; slots: ForeseenSlot[] }) => {
  if (slots.length === 0) return <p>{say(req, 'home.waiting.takesNothing')}</p>
  const free = slots.filter(({ isFree }) => isFree)
  return (
    <>
      {free.length > 0 ? (
        <p>
          {say(req, 'home.waiting.takes', {
            slots: free
              .map((slot) => say(req, `home.waiting.${freeKey(slot)}`, valuesOf({ req, slot })))
              .join(' · '),
          })}
        </p>
      ) : null}
      {slots
        .filter(({ isFree }) => !isFree)
        .map((slot) => (
          <p className="loa-home__alert" key={`${slot.quota} ${slot.outlet} ${slot.task} ${slot.period}`}>
            {say(req, 'home.waiting.full', valuesOf({ req, slot }))}
          </p>
        ))}
    </>
  )
}

const freeKey = ({ used, max }: ForeseenSlot) => (max === null ? 'unbounded' : used === 0 ? 'free' : 'used')

const valuesOf = ({
  req,
  slot: { quota, outletName, period, used, max },
}: {
  req: PayloadRequest
  slot: ForeseenSlot
}) => ({
  place: [quota, outletName, period === 'window' ? null : periodInWords(req, period)]
    .filter(Boolean)
    .join(' '),
  used,
  max: max ?? '',
})
