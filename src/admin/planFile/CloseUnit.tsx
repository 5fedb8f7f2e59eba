'use client'
import { useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import type { Outlet, PlanUnits } from './usePlanUnits.ts'

/** Chooses a unit, its last day and who carries on; the file that says so is written and tried out. */
export const CloseUnit = ({
  units: { plans, organizations, outlets },
  isBusy,
  onFile,
}: {
  units: PlanUnits
  isBusy: boolean
  onFile: (file: { text: string; name: string }) => void
}) => {
  const { say, language } = useWords()
  const [unit, setUnit] = useState('')
  const [heir, setHeir] = useState('')
  const [day, setDay] = useState('')
  const [choices, setChoices] = useState<Record<string, string>>({})
  const [refusal, setRefusal] = useState('')
  const [chosen, setChosen] = useState<string>()
  const plan = plans?.find(({ code }) => code === chosen) ?? plans?.[0]
  const open = organizations.filter(({ closesOn }) => !closesOn)
  const closing = organizations.find(({ code }) => code === unit)
  const own = outlets.filter(({ organization, closesOn }) => organization === closing?.id && !closesOn)

  const prepare = async () => {
    setRefusal('')
    const answer = await ask<{ text: string }>({
      address: '/api/plans/closing',
      language,
      body: {
        plan: plan?.code,
        organization: unit,
        closesOn: day,
        successor: heir,
        outlets: Object.fromEntries(own.map(({ code }) => [code, wishOf(choices[code] ?? 'move')])),
      },
    })
    if (!answer.isOk) return setRefusal(answer.problem.message || say('planFile.offline'))
    onFile({ text: answer.body.text, name: `${unit}-${day}.yaml` })
  }
  return (
    <>
      <p className="loa-card__text">{say('planFile.closeHelp')}</p>
      {/* units are shared by all plans, a file of changes is of one */}
      {plans && plans.length > 1 ? (
        <div className="loa-form loa-fields">
          <label>
            {say('planFile.plan')}
            <select onChange={(event) => setChosen(event.target.value)} value={plan?.code}>
              {plans.map(({ id, code, title }) => (
                <option key={id} value={code}>
                  {code} · {title}
                </option>
              ))}
            </select>
            <small>{say('planFile.closePlanHelp')}</small>
          </label>
        </div>
      ) : null}
      <div className="loa-form loa-fields">
        <label>
          {say('planFile.unit')}
          <select onChange={(event) => setUnit(event.target.value)} value={unit}>
            <option value="">{say('planFile.choose')}</option>
            {open.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('planFile.lastDay')}
          <input onChange={(event) => setDay(event.target.value)} type="date" value={day} />
        </label>
        <label>
          {say('planFile.heir')}
          <select onChange={(event) => setHeir(event.target.value)} value={heir}>
            <option value="">{say('planFile.choose')}</option>
            {open
              .filter(({ code }) => code !== unit)
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      </div>
      {unit && own.length === 0 ? <p className="loa-card__text">{say('planFile.noOutlets')}</p> : null}
      {own.length > 0 ? (
        <fieldset className="loa-choices">
          <legend>{say('planFile.outletsOf')}</legend>
          <div className="loa-form loa-fields">
            {own.map((outlet) => (
              <OutletChoice
                choice={choices[outlet.code] ?? 'move'}
                key={outlet.code}
                onChoose={(choice) => setChoices((now) => ({ ...now, [outlet.code]: choice }))}
                others={outlets}
                outlet={outlet}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      {refusal ? (
        <p className="loa-bad" role="alert">
          {refusal}
        </p>
      ) : null}
      <div className="loa-rows__buttons">
        <button
          className="loa-button loa-button--primary"
          disabled={!plan || !unit || !heir || !day || isBusy}
          onClick={prepare}
          type="button"
        >
          {say(isBusy ? 'planFile.working' : 'planFile.prepare')}
        </button>
      </div>
    </>
  )
}

const CLOSE_TO = 'close:'

const wishOf = (choice: string) => {
  if (choice === 'close') return {}
  return choice.startsWith(CLOSE_TO) ? { close: choice.slice(CLOSE_TO.length) } : choice
}

const OutletChoice = ({
  outlet,
  others,
  choice,
  onChoose,
}: {
  outlet: Outlet
  others: Outlet[]
  choice: string
  onChoose: (choice: string) => void
}) => {
  const { say } = useWords()
  const heirs = others.filter(
    ({ code, channel, closesOn }) => code !== outlet.code && channel === outlet.channel && !closesOn,
  )
  return (
    <label>
      {outlet.name}
      <select onChange={(event) => onChoose(event.target.value)} value={choice}>
        <option value="move">{say('planFile.move')}</option>
        <option value="close">{say('planFile.close')}</option>
        <option value="keep">{say('planFile.keep')}</option>
        {heirs.map(({ code, name }) => (
          <option key={code} value={`${CLOSE_TO}${code}`}>
            {say('planFile.closeTo', { name })}
          </option>
        ))}
      </select>
    </label>
  )
}
