import type { Say } from '../useWords.ts'
import type { Part, Passage } from './types.ts'
import './compare.css'

/** Texts with what came and what went, told by signs and to screen readers too, not by colour alone. */
export const Passages = ({
  passages,
  show,
  say,
}: {
  passages: Passage[]
  /** One side alone, or both in one. */
  show: 'before' | 'after' | 'both'
  say: Say
}) => (
  <>
    {passages.map(({ name, parts }) => (
      <section className={`loa-passage loa-passage--${name}`} key={name}>
        <h3>{say(`itemScreen.compare.passages.${name}`)}</h3>
        <p>
          {parts.length === 0 ? (
            <span className="loa-card__text">{say('itemScreen.compare.empty')}</span>
          ) : null}
          {parts
            .filter(
              ({ is }) => is === 'same' || show === 'both' || (show === 'before') === (is === 'removed'),
            )
            .map((part, index) => (
              // the parts of one comparison never change their places
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <Stretch key={index} part={part} say={say} />
            ))}
        </p>
      </section>
    ))}
  </>
)

const Stretch = ({ part: { is, text }, say }: { part: Part; say: Say }) => {
  if (is === 'same') return text
  const Element = is === 'added' ? 'ins' : 'del'
  return (
    <Element className={`loa-${is}`}>
      <span className="loa-hidden">[{say(`itemScreen.compare.${is}`)} </span>
      {text}
      <span className="loa-hidden">]</span>
    </Element>
  )
}
