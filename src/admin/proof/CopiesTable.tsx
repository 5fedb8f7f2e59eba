'use client'
import { type Handed, type HandedState, stateOf } from '../../channels/deliveries.ts'
import { StateMark } from '../rows/StateMark.tsx'
import { useWords } from '../useWords.ts'
import '../rows/rows.css'
import './proof.css'

/** Unit by unit, what the list gives it and what it was handed; nothing where no unit is known. */
export const CopiesTable = ({ units }: { units: Handed[] }) => {
  const { say, language } = useWords()
  if (units.every(({ unit }) => unit === null)) return null
  const hasList = units.some(({ planned }) => planned > 0)
  const written = (copies: number) => copies.toLocaleString(language)
  return (
    <table className="loa-copies">
      <caption>{say('itemScreen.proof.copies.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('itemScreen.proof.copies.unit')}</th>
          {hasList ? (
            <th className="loa-copies__number" scope="col">
              {say('itemScreen.proof.copies.planned')}
            </th>
          ) : null}
          <th className="loa-copies__number" scope="col">
            {say('itemScreen.proof.copies.delivered')}
          </th>
          {hasList ? <th scope="col">{say('itemScreen.proof.copies.state')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {units.map((row) => (
          <tr key={row.unit ?? ''}>
            <th scope="row">{row.unit ?? say('itemScreen.proof.copies.nobody')}</th>
            {hasList ? <td className="loa-copies__number">{written(row.planned)}</td> : null}
            <td className="loa-copies__number">{written(row.delivered)}</td>
            {hasList ? (
              <td>
                <StateMark tone={TONES[stateOf(row)]}>
                  {say(`itemScreen.proof.copies.states.${stateOf(row)}`, {
                    copies: written(Math.abs(row.planned - row.delivered)),
                  })}
                </StateMark>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const TONES = {
  enough: 'good',
  owed: 'warning',
  more: 'plain',
  unlisted: 'plain',
  unnamed: 'plain',
} as const satisfies Record<HandedState, string>
