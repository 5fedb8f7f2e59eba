import type { Language } from '../../i18n/index.ts'
import { readableMoment } from '../readableMoment.ts'
import type { Say, WordKey } from '../useWords.ts'
import type { Fact } from './types.ts'

/** What else changed, as a table. */
export const Facts = ({
  facts,
  timeZone,
  say,
  language,
}: {
  facts: Fact[]
  timeZone: string
  say: Say
  language: Language
}) => {
  const told = (name: Fact['name'], value: string | null) => {
    if (value === null) return say('itemScreen.compare.empty')
    if (name === 'publishAt') return readableMoment({ instant: value, timeZone, language })
    if (name === 'kind' || name === 'priority') return say(`items.${name}Options.${value}` as WordKey)
    return value
  }
  if (facts.length === 0) return null
  return (
    <section className="loa-passage">
      <h3>{say('itemScreen.compare.facts')}</h3>
      <table className="loa-facts">
        <thead>
          <tr>
            <th scope="col">{say('itemScreen.compare.field')}</th>
            <th scope="col">{say('itemScreen.compare.from')}</th>
            <th scope="col">{say('itemScreen.compare.to')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{say(`items.${name}`)}</th>
              <td>
                {before === null ? told(name, null) : <del className="loa-removed">{told(name, before)}</del>}
              </td>
              <td>
                {after === null ? told(name, null) : <ins className="loa-added">{told(name, after)}</ins>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
