'use client'
import { useConfig } from '@payloadcms/ui'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { ask, type Problem } from '../ask.ts'
import { useAnswer } from '../useAnswer.ts'
import { useWords } from '../useWords.ts'
import { callBeingTyped, type Person, peopleCalled, withCall } from './calls.ts'

/** Writes a remark. `@` opens a list of the people of the item, which arrows, Enter and Escape work on. */
export const Remark = ({ id, onSent }: { id: string; onSent: () => void }) => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const field = useRef<HTMLTextAreaElement>(null)
  const own = useId()
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [isShut, setShut] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  // nobody is asked for before somebody writes
  const { answer } = useAnswer<{ people: Person[] }>(
    hasFocus ? `${routes.api}/items/${id}/people` : undefined,
  )
  const people = answer?.isOk ? answer.body.people : []
  const call = isShut ? undefined : callBeingTyped({ text, caret })
  const offered = call ? people.filter(({ name }) => fold(name).includes(fold(call.letters))).slice(0, 8) : []
  const chosen = offered[Math.min(at, offered.length - 1)]

  const take = (person: Person) => {
    if (!call) return
    const next = withCall({ text, call, person })
    setText(next.text)
    setAt(0)
    setShut(true)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!call || offered.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((one) => (one + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') chosen && take(chosen)
    else if (event.key === 'Escape') setShut(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const send = async () => {
    if (!text.trim()) return setProblem({ code: 'invalid', message: say('itemScreen.talk.empty') })
    setSending(true)
    const mentions = peopleCalled({ text, people }).map((one) => one.id)
    const body = { item: id, text: text.trim(), mentions }
    const sent = await ask({ address: `${routes.api}/comments?depth=0`, language, body })
    setSending(false)
    if (!sent.isOk) return setProblem(sent.problem)
    setProblem(undefined)
    setText('')
    onSent()
  }
  const isOpen = call !== undefined && hasFocus
  return (
    <div className="loa-reason loa-remark">
      <label htmlFor={own}>{say('itemScreen.talk.write')}</label>
      <textarea
        aria-activedescendant={isOpen && chosen ? `${own}-${chosen.id}` : undefined}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${own}-people` : undefined}
        aria-describedby={`${own}-hint`}
        aria-expanded={isOpen}
        id={own}
        maxLength={2000}
        onBlur={() => setFocus(false)}
        onChange={(event) => {
          setText(event.target.value)
          setCaret(event.target.selectionStart)
          setShut(false)
          setAt(0)
          setProblem(undefined)
        }}
        onFocus={() => setFocus(true)}
        onKeyDown={onKeyDown}
        ref={field}
        role="combobox"
        rows={3}
        value={text}
      />
      {isOpen ? (
        <div
          aria-label={say('itemScreen.talk.people')}
          className="loa-people"
          id={`${own}-people`}
          role="listbox"
        >
          {offered.map((person) => (
            <div
              aria-selected={person === chosen}
              className="loa-people__one"
              id={`${own}-${person.id}`}
              key={person.id}
              // the field keeps the focus
              onMouseDown={(event) => {
                event.preventDefault()
                take(person)
              }}
              role="option"
              tabIndex={-1}
            >
              {person.name} <small>{say(`users.roleOptions.${person.role}`)}</small>
            </div>
          ))}
          {offered.length === 0 && answer ? (
            <div aria-disabled aria-selected={false} className="loa-people__one" role="option" tabIndex={-1}>
              {say('itemScreen.talk.nobody')}
            </div>
          ) : null}
        </div>
      ) : null}
      <p className="loa-remark__hint" id={`${own}-hint`}>
        {say('itemScreen.talk.hint')}
      </p>
      {problem ? (
        <p className="loa-reason__missing" role="alert">
          {problem.message || say('actions.offline')}
        </p>
      ) : null}
      <button className="loa-button" disabled={isSending} onClick={send} type="button">
        {isSending ? say('actions.working') : say('itemScreen.talk.send')}
      </button>
    </div>
  )
}

/** Without marks and capitals, so that “nguyen” finds Nguyễn. */
const fold = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase()
