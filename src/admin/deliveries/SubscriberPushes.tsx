'use client'
import { Link, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import { PushLog } from './PushLog.tsx'
import '../frame/frame.css'
import '../rows/rows.css'
import './deliveries.css'

/** On a subscriber: what was pushed to it. */
export const SubscriberPushes = () => {
  const { say } = useWords()
  const { id } = useDocumentInfo()
  const { admin } = useConfig().config.routes
  if (!id) return null
  return (
    <section aria-labelledby="loa-pushes" className="loa-card loa-panel">
      <h3 id="loa-pushes">{say('deliveries.log')}</h3>
      <PushLog onReplayed={() => undefined} subscriber={String(id)} />
      <p>
        <Link className="loa-link" href={`${admin}/deliveries?subscriber=${id}`} prefetch={false}>
          {say('deliveries.toLog')}
        </Link>
      </p>
    </section>
  )
}
