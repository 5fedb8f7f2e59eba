'use client'
import type { Change, Shown } from '../../../seed/planChange.ts'
import { readableDate } from '../../readableDate.ts'
import { StateMark } from '../rows/StateMark.tsx'
import { useMoment } from '../rows/useMoment.ts'
import { useWords } from '../useWords.ts'
import { useFieldName } from './useFieldName.ts'

/** What becomes of one entry, field by field. */
export const ChangeRow = ({ change: { list, code, name, outcome, fields } }: { change: Change }) => {
  const { say } = useWords()
  const fieldName = useFieldName()
  const isNew = outcome === 'created'
  const table = (
    <table className="loa-fields">
      <thead>
        <tr>
          <th scope="col">{say('planFile.field')}</th>
          {isNew ? null : <th scope="col">{say('planFile.before')}</th>}
          <th scope="col">{say('planFile.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldName({ list, field })}</th>
            {isNew ? null : (
              <td className="loa-fields__before">
                <Value field={field} value={before} />
              </td>
            )}
            <td className="loa-fields__after">
              <Value field={field} value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <li className="loa-change">
      <p>
        <StateMark tone={TONES[outcome]}>{say(`planFile.outcomes.${outcome}`)}</StateMark>
        <strong>{name}</strong> <code>{code}</code>
      </p>
      {isNew ? (
        <details>
          <summary>{say('planFile.show', { count: fields.length })}</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </li>
  )
}

const TONES = { created: 'good', updated: 'warning', closed: 'bad', unchanged: 'plain' } as const

const Value = ({ field, value }: { field: string; value: Shown }) => {
  const { say } = useWords()
  const moment = useMoment()
  if (value === null || value === '') return <em>{say('planFile.empty')}</em>
  if (typeof value === 'boolean') return say(value ? 'planFile.yes' : 'planFile.no')
  if (Array.isArray(value)) return value.join(', ') || <em>{say('planFile.empty')}</em>
  if (typeof value === 'string' && field.endsWith('On')) return readableDate(value)
  if (typeof value === 'string' && field.endsWith('At')) return moment(value)
  return value
}
