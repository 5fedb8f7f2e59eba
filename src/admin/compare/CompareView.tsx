import { Gutter } from '@payloadcms/ui'
import { notFound } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { languageOf } from '../../i18n/index.ts'
import { SubScreenNav } from '../item/SubScreenNav.tsx'
import { readableMoment } from '../readableMoment.ts'
import { saying } from '../saying.ts'
import { comparisonOf, SIDES } from './comparison.ts'
import { Facts } from './Facts.tsx'
import { Passages } from './Passages.tsx'
import '../frame/frame.css'
import './compare.css'

/** `/admin/collections/items/:id/compare?with=live|approved`: two texts side by side, below each other on a phone. */
export const CompareView = async ({
  doc,
  initPageResult: { req },
  searchParams,
}: DocumentViewServerProps) => {
  const id = doc?.id === undefined ? undefined : String(doc.id)
  if (!id) return notFound()
  const asked = searchParams?.with
  const side = SIDES.find((one) => one === asked) ?? (doc?.live ? 'live' : 'approved')
  const { before, after, passages, facts } = await comparisonOf({ req, id, side })
  const say = saying(req)
  const language = languageOf(req)
  const timeZone = String(doc?.publishAt_tz ?? 'Asia/Ho_Chi_Minh')
  const moment = (instant: string) => readableMoment({ instant, timeZone, language })
  const isSame = facts.length === 0 && passages.every(({ parts }) => parts.every(({ is }) => is === 'same'))
  const address = formatAdminURL({
    adminRoute: req.payload.config.routes.admin,
    path: `/collections/items/${id}/compare`,
  })
  const now = say('itemScreen.compare.now', { time: moment(after.at) })
  return (
    <Gutter className="loa-compare">
      <SubScreenNav
        id={id}
        label={say('itemScreen.compare.tab')}
        req={req}
        title={String(doc?.title ?? '')}
      />
      <nav aria-label={say('itemScreen.compare.sides')} className="loa-tabs">
        {SIDES.map((one) => (
          <a aria-current={one === side ? 'page' : undefined} href={`${address}?with=${one}`} key={one}>
            {say(`itemScreen.compare.${one}`)}
          </a>
        ))}
      </nav>
      {before ? null : (
        <p className="loa-card">{say(`itemScreen.compare.${side === 'live' ? 'noLive' : 'noApproved'}`)}</p>
      )}
      {before && isSame ? <p className="loa-card">{say('itemScreen.compare.same')}</p> : null}
      {before && !isSame ? <p className="loa-card__text">{say('itemScreen.compare.legend')}</p> : null}
      <Facts facts={facts} language={language} say={say} timeZone={timeZone} />
      {before && !isSame ? (
        <div className="loa-sides">
          <article className="loa-side">
            <h2>
              {say(`itemScreen.compare.${side === 'live' ? 'beforeLive' : 'beforeApproved'}`, {
                time: moment(before.at),
              })}
            </h2>
            <Passages passages={passages} say={say} show="before" />
          </article>
          <article className="loa-side">
            <h2>{now}</h2>
            <Passages passages={passages} say={say} show="after" />
          </article>
        </div>
      ) : (
        <article className="loa-side">
          <h2>{now}</h2>
          <Passages passages={passages} say={say} show="after" />
        </article>
      )}
    </Gutter>
  )
}
