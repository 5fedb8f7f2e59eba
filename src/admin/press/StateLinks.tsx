'use client'
import { useConfig } from '@payloadcms/ui'
import { PRESS_STATES, type PressState, whereState } from '../../pressRequests/state.ts'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './press.css'

/** Above the log: what is open, soon due, overdue or answered, each as a filter that can be narrowed further. */
export const StateLinks = () => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const list = `${routes.admin}/collections/press-requests`
  const now = new Date()
  return (
    <nav aria-label={say('pressRequests.state')} className="loa-press-states">
      <a className="loa-button" href={list}>
        {say('pressRequests.allStates')}
      </a>
      {PRESS_STATES.map((state) => (
        <a
          className="loa-button"
          href={`${list}?${filterFor({ state, now })}`}
          key={state}
          suppressHydrationWarning
        >
          {say(`pressRequests.stateOptions.${state}`)}
        </a>
      ))}
    </nav>
  )
}

/** As the filters of the list write themselves into its address. */
const filterFor = (asked: { state: PressState; now: Date }): string =>
  new URLSearchParams(
    whereState(asked).or.flatMap(({ and }, or) =>
      and.flatMap((where, at) =>
        Object.entries(where).flatMap(([path, condition]) =>
          Object.entries(condition).map(([operator, value]) => [
            `where[or][${or}][and][${at}][${path}][${operator}]`,
            String(value),
          ]),
        ),
      ),
    ),
  ).toString()
