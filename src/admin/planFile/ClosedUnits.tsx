'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { Closed } from '../../planFiles/closing.ts'
import { readableDate } from '../../readableDate.ts'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'

/** What closes, and what becomes of the people, outlets and items there. */
export const ClosedUnits = ({ closed }: { closed: Closed[] }) => {
  const { say } = useWords()
  const moment = useMoment()
  const { admin } = useConfig().config.routes
  if (closed.length === 0) return null
  // what leaves work behind comes first and in full
  const busy = closed.filter(({ outlets, people, stranded }) => outlets.length + people + stranded.length > 0)
  const quiet = closed.filter((one) => !busy.includes(one))
  return (
    <section className="loa-changes">
      <h3>{say('planFile.closedTitle')}</h3>
      {quiet.length > 0 ? <p>{say('planFile.quiet', { count: quiet.length })}</p> : null}
      <ul>
        {[...busy]
          .sort((one, other) => other.stranded.length - one.stranded.length)
          .map(({ list, code, name, closesOn, successor, outlets, people, stranded }) => (
            <li className="loa-change" key={`${list} ${code}`}>
              <p>
                <StateMark tone={stranded.length > 0 ? 'warning' : 'plain'}>
                  {say(`planFile.lists.${list}`)}
                </StateMark>
                <strong>{name}</strong> <code>{code}</code>
              </p>
              <p>
                {say('planFile.closesOn', { day: readableDate(closesOn) })}{' '}
                {successor ? say('planFile.successor', { name: successor }) : say('planFile.noSuccessor')}
              </p>
              {outlets.length > 0 ? (
                <p>{say('planFile.leftOutlets', { names: outlets.join(', ') })}</p>
              ) : null}
              {people > 0 ? <p>{say('planFile.people', { count: people })}</p> : null}
              {stranded.length > 0 ? (
                <div className="loa-bad">
                  <p>{say('planFile.stranded', { count: stranded.length })}</p>
                  <ul>
                    {stranded.map((item) => (
                      <li key={`${item.id} ${item.outlet}`}>
                        <Link
                          className="loa-link"
                          href={`${admin}/collections/items/${item.id}`}
                          prefetch={false}
                        >
                          {item.title}
                        </Link>
                        {' · '}
                        {say('planFile.strandedOn', { outlet: item.outlet, time: moment(item.publishAt) })}
                        {item.successor
                          ? ` · ${say('planFile.strandedTo', { outlet: item.successor.name })}`
                          : null}
                      </li>
                    ))}
                  </ul>
                </div>
              ) : null}
            </li>
          ))}
      </ul>
    </section>
  )
}
